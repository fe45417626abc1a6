using System.Text.Json.Nodes;

namespace Slipway.CrdGenerator;

/// <summary>The versions of kinds that have no class any more, out of their outlines.</summary>
/// <param name="folder">Where the outlines are: a file a version, <c>machines.cluster.x-k8s.io.v1beta1.txt</c>.</param>
internal sealed class OlderVersions(string folder)
{
    /// <summary>The versions of a definition, newest first.</summary>
    /// <param name="name">The definition, such as <c>machines.cluster.x-k8s.io</c>.</param>
    /// <param name="hub">Its version of today, whose rules have words.</param>
    public IEnumerable<JsonNode> Of(string name, JsonObject hub)
    {
        var messages = new RuleMessages(hub);
        return Directory.EnumerateFiles(folder, $"{name}.v*.txt")
            .Select(file => (Version: Path.GetFileNameWithoutExtension(file)[(name.Length + 1)..], Lines: File.ReadLines(file)))
            .OrderByDescending(v => v.Version.Contains("beta", StringComparison.Ordinal))
            .ThenByDescending(v => v.Version, StringComparer.Ordinal)
            .Select(v => messages.Complete(Outline.Read(v.Version, v.Lines)));
    }
}

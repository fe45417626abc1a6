using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Manifests;

/// <summary>Reads the objects of files, of the files of a directory, or of the standard input.</summary>
internal static class ManifestReader
{
    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

    /// <summary>All objects, in the order of the files and of the documents in them; a <c>List</c> is its items.</summary>
    /// <exception cref="CliException">A file is missing, is no YAML, or holds something that is no object.</exception>
    public static async Task<IReadOnlyList<ManifestDocument>> ReadAsync(
        CliContext context, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var documents = new List<ManifestDocument>();
        foreach (var file in files.SelectMany(Expand))
        {
            var isInput = file == "-";
            var text = isInput
                ? await context.In.ReadToEndAsync(cancellationToken)
                : await File.ReadAllTextAsync(file, cancellationToken);
            documents.AddRange(Parse(isInput ? "stdin" : file, text));
        }

        return documents.Count > 0
            ? documents
            : throw new CliException(ExitCodes.Usage, $"there is no object in {string.Join(", ", files)}.");
    }

    internal static IEnumerable<ManifestDocument> Parse(string source, string text)
    {
        IReadOnlyList<JsonNode> nodes;
        try
        {
            nodes = KubeYaml.ParseAll(text);
        }
        catch (YamlFormatException e)
        {
            throw new CliException(ExitCodes.Usage, $"{source}: {e.Message}");
        }

        return nodes.SelectMany((node, i) => Flatten(source, i + 1, node));
    }

    private static IEnumerable<string> Expand(string file)
    {
        if (file == "-" || File.Exists(file))
        {
            return [file];
        }

        if (!Directory.Exists(file))
        {
            throw new CliException(ExitCodes.Usage, $"{file} does not exist: a file, a directory or - was expected.");
        }

        return Directory.EnumerateFiles(file)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<ManifestDocument> Flatten(string source, int number, JsonNode node)
    {
        if (node is not JsonObject body)
        {
            throw new CliException(ExitCodes.Usage, $"{source}, document {number}: an object with apiVersion, kind and metadata was expected.");
        }

        if (body["items"] is JsonArray items && TextOf(source, number, body, "kind").EndsWith("List", StringComparison.Ordinal))
        {
            return [.. items.SelectMany(item => Flatten(source, number, item ?? new JsonArray()))];
        }

        TextOf(source, number, body, "apiVersion");
        TextOf(source, number, body, "kind");
        var metadata = body["metadata"] as JsonObject ?? [];
        TextOf(source, number, metadata, "name", "metadata.");
        if (metadata["namespace"] is { } ns && ns.GetValueKind() != JsonValueKind.String)
        {
            throw new CliException(ExitCodes.Usage, $"{source}, document {number}: metadata.namespace must be a text, not {ns.ToJsonString()}.");
        }

        return [new ManifestDocument(source, number, body)];
    }

    private static string TextOf(string source, int number, JsonObject parent, string field, string path = "") =>
        parent[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : throw new CliException(ExitCodes.Usage, $"{source}, document {number}: {path}{field} is missing: every object says its apiVersion, kind and metadata.name.");
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Secrets;

/// <summary>
/// All that objects have told whoever may read them, in every state that a watch showed: events, conditions, annotations, all of it.
/// </summary>
internal sealed class ToldTexts
{
    // Secrets hold secrets. These repeat what a person has written in plain text, and the token of a joining machine, as upstream's do.
    private static readonly string[] WithoutSpec = ["Secret", "KubeadmConfig", "KubeadmConfigTemplate", "KubeadmControlPlane"];

    // As it is, so that what is looked for stands in it as it is.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);

    /// <summary>How many texts there are.</summary>
    public int Count => _texts.Count;

    /// <summary>Takes what an object tells now.</summary>
    public void Read(ResourceType type, JsonObject obj)
    {
        var (uid, version) = (obj.Text("metadata.uid")!, obj.Text("metadata.resourceVersion")!);
        if (_versions.TryGetValue(uid, out var last) && last == version)
        {
            return;
        }

        _versions[uid] = version;
        var told = (JsonObject)obj.DeepClone();
        if (WithoutSpec.Contains(type.Kind.Kind, StringComparer.Ordinal))
        {
            told.Remove("spec");
            told.Remove("data");
        }

        Add($"{type.Plural}/{obj.Name()}", told.ToJsonString(Plain));
    }

    /// <summary>Takes a text.</summary>
    public void Add(string source, string text) => _texts.TryAdd(text, source);

    /// <summary>Where which secret stands in it.</summary>
    public IReadOnlyList<string> Leaks(KnownSecrets secrets) =>
        [
            .. _texts.SelectMany(t => secrets.In(t.Key).Select(s => $"{s} in {t.Value}"))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Dev.Workload;

/// <summary>Objects with <c>${NAME}</c> in their texts, read once and filled in for each cluster or machine.</summary>
internal sealed class ManifestTemplate
{
    private readonly IReadOnlyList<JsonObject> _objects;

    private ManifestTemplate(IReadOnlyList<JsonObject> objects) => _objects = objects;

    /// <summary>Loads one of the manifests beside this class.</summary>
    public static ManifestTemplate Load(string name)
    {
        using var stream = typeof(ManifestTemplate).Assembly.GetManifestResourceStream($"Slipway.Dev.Workload.Manifests.{name}.yaml")!;
        using var reader = new StreamReader(stream);
        return new ManifestTemplate([.. KubeYaml.ParseAll(reader.ReadToEnd()).OfType<JsonObject>()]);
    }

    /// <summary>The objects with every variable replaced, the caller's own.</summary>
    /// <exception cref="KeyNotFoundException">The manifest uses a variable that was not given.</exception>
    public IEnumerable<JsonObject> Render(IReadOnlyDictionary<string, string> variables) =>
        _objects.Select(o => (JsonObject)Fill(o, variables)!);

    private static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, string> variables) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Fill(p.Value, variables)))),
        JsonArray list => new JsonArray([.. list.Select(i => Fill(i, variables))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Fill(value.GetValue<string>(), variables)),
        _ => node?.DeepClone(),
    };

    private static string Fill(string text, IReadOnlyDictionary<string, string> variables)
    {
        var start = text.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var filled = new StringBuilder(text.Length + 64);
        var from = 0;
        for (; start >= 0; start = text.IndexOf("${", from, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            filled.Append(text, from, start - from).Append(variables[text[(start + 2)..end]]);
            from = end + 1;
        }

        return filled.Append(text, from, text.Length - from).ToString();
    }
}

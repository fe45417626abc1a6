using System.Collections.Concurrent;
using System.Text.Json;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// The named schemas of an OpenAPI v2 document (its <c>definitions</c>), which refer to one another by <c>$ref</c>. A schema is
/// read when it is first asked for. Safe to use from several threads.
/// </summary>
public sealed class SchemaDefinitions
{
    private const string RefPrefix = "#/definitions/";

    private readonly JsonElement _definitions;
    private readonly ConcurrentDictionary<string, Schema?> _schemas = new(StringComparer.Ordinal);

    private SchemaDefinitions(JsonElement definitions) => _definitions = definitions;

    /// <summary>Reads the definitions from a JSON object: name to schema.</summary>
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public static SchemaDefinitions Parse(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json);
        return FromJson(document.RootElement);
    }

    /// <summary>Reads the definitions from a JSON object: name to schema.</summary>
    /// <exception cref="JsonException">The element is not an object.</exception>
    public static SchemaDefinitions FromJson(JsonElement definitions) => definitions.ValueKind == JsonValueKind.Object
        ? new SchemaDefinitions(definitions.Clone())
        : throw new JsonException($"definitions must be an object, not {definitions.ValueKind}");

    /// <summary>Names of all definitions, such as <c>io.k8s.api.core.v1.Pod</c>.</summary>
    public IEnumerable<string> Names => _definitions.EnumerateObject().Select(definition => definition.Name);

    /// <summary>The schema of this name, or null when there is none.</summary>
    public Schema? Find(string name) => _schemas.GetOrAdd(
        name, static (key, self) => self._definitions.TryGetProperty(key, out var json) ? new Schema(json, self) { Name = key } : null, this);

    /// <summary>The schema that a reference such as <c>#/definitions/io.k8s.api.core.v1.PodSpec</c> names.</summary>
    /// <exception cref="JsonException">There is no such definition.</exception>
    internal Schema Resolve(string reference) =>
        reference.StartsWith(RefPrefix, StringComparison.Ordinal) && Find(reference[RefPrefix.Length..]) is { } schema
            ? schema
            : throw new JsonException($"$ref {reference} names no definition");
}

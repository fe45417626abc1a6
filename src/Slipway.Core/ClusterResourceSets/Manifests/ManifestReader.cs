using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Core.ClusterResourceSets.Manifests;

/// <summary>
/// Reads the objects out of the values of a Secret or ConfigMap: YAML of any number of documents, or JSON; lists give their items.
/// Its messages name places and kinds, never what a value holds.
/// </summary>
internal static class ManifestReader
{
    /// <summary>Most objects that one Secret or ConfigMap may hold.</summary>
    public const int MaxObjects = 5_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The objects, value by value, those of one value in <see cref="CreationOrder"/>.</summary>
    /// <exception cref="FailureException">A value is not a manifest.</exception>
    public static IReadOnlyList<ManifestObject> Read(IReadOnlyList<byte[]> values)
    {
        List<ManifestObject> objects = [];
        foreach (var value in values)
        {
            var found = Parse(value).SelectMany(Flatten).Select(Read).ToList();
            if (objects.Count + found.Count > MaxObjects)
            {
                throw Invalid($"there are more than {MaxObjects} objects");
            }

            objects.AddRange(found.OrderBy(o => CreationOrder.Of(o.Kind.Kind)));
        }

        return objects;
    }

    private static IReadOnlyList<JsonNode> Parse(byte[] value)
    {
        try
        {
            return value.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && ParseJson(value) is { } json
                ? [json]
                : KubeYaml.ParseAll(Utf8.GetString(value));
        }
        catch (YamlFormatException e)
        {
            throw Invalid($"line {e.Line} of a value cannot be read as YAML");
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("a value is not UTF-8 text");
        }
    }

    /// <summary>The value as one JSON document; null when it is not one, for YAML may begin as JSON does.</summary>
    private static JsonNode? ParseJson(byte[] value)
    {
        try
        {
            return JsonNode.Parse(value, documentOptions: KubeJson.DocumentOptions with { MaxDepth = KubeYaml.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> Flatten(JsonNode node) => node switch
    {
        JsonArray list => list.SelectMany(item => item is null ? throw Invalid("a list has an empty item") : Flatten(item)),
        JsonObject obj when IsList(obj) => Flatten(obj["items"]!),
        JsonObject obj => [obj],
        _ => throw Invalid("a document is not an object"),
    };

    private static bool IsList(JsonObject obj) =>
        obj["kind"].AsText() is { } kind && kind.EndsWith("List", StringComparison.Ordinal) && obj["items"] is JsonArray;

    private static ManifestObject Read(JsonObject body)
    {
        if (body["apiVersion"].AsText() is not { Length: > 0 } version || body["kind"].AsText() is not { Length: > 0 } kind)
        {
            throw Invalid("an object has no apiVersion and kind");
        }

        if (body["metadata"]?["name"].AsText() is not { Length: > 0 } name)
        {
            // A generated name would make another object with each try.
            throw Invalid($"a {kind} has no metadata.name");
        }

        // Out of the list or document it stands in: it is sent on its own.
        var ns = body["metadata"]?["namespace"].AsText() ?? "";
        return new ManifestObject(GroupVersionKind.Parse(version, kind), ns, name, Detached(body));
    }

    private static JsonObject Detached(JsonObject body) => body.Parent is null ? body : (JsonObject)body.DeepClone();

    private static FailureException Invalid(string problem) => new(ErrorCodes.InvalidSpecification, problem);
}

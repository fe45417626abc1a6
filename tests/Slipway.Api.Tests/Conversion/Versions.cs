using System.Text.Json.Nodes;
using Slipway.Api.Conversion;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Api.Tests.Conversion;

/// <summary>One object as several versions write it.</summary>
internal static class Versions
{
    /// <summary>One for all tests: it reads each kind's schemas once.</summary>
    public static ObjectConverter Converter { get; } = new();

    /// <summary>Both say the same: each becomes the other, with no annotation for what the other lacks.</summary>
    public static void AssertSame(string one, string other)
    {
        AssertBecomes(one, other);
        AssertBecomes(other, one);
    }

    /// <summary>The first becomes the second.</summary>
    public static void AssertBecomes(string from, string to)
    {
        var wanted = Parse(to);
        var converted = Convert(Parse(from), (string)wanted["apiVersion"]!);
        Assert.Equal(wanted.ToJsonString(), Ordered(converted)!.ToJsonString());
    }

    /// <summary>The object of the text, its fields in order of name.</summary>
    public static JsonObject Parse(string yaml) => (JsonObject)Ordered(KubeYaml.Parse(yaml))!;

    /// <summary>The object in another version, where everything that it refers to is served as v1beta2.</summary>
    public static JsonObject Convert(JsonObject obj, string version)
    {
        var group = ((string)obj["apiVersion"]!).Split('/')[0];
        return Converter.Convert(obj, version.Contains('/', StringComparison.Ordinal) ? version : $"{group}/{version}", _ => "v1beta2");
    }

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject obj => new JsonObject(
            obj.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Ordered(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}

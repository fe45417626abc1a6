using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Apply;

/// <summary>Copies and comparisons of whole objects that leave their managers out, which may be larger than all the rest.</summary>
internal static class ResourceCopies
{
    /// <summary>A copy of an object, empty for none.</summary>
    public static JsonObject Of(JsonObject? resource)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in resource ?? [])
        {
            copy[name] = name == "metadata" && value is JsonObject metadata ? MetadataWithoutManagers(metadata) : value?.DeepClone();
        }

        return copy;
    }

    /// <summary>Gives an object the version and kind of a configuration.</summary>
    public static void TakeKind(JsonObject resource, JsonObject config)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (!JsonNode.DeepEquals(resource[name], config[name]))
            {
                resource[name] = config[name]?.DeepClone();
            }
        }
    }

    /// <summary>Whether all that a configuration names is the same in both objects, the order of lists included.</summary>
    public static bool AreEqualWithin(JsonObject config, JsonObject left, JsonObject right)
    {
        foreach (var (name, value) in config)
        {
            var isSame = (value, left[name], right[name]) switch
            {
                (JsonObject map, JsonObject inLeft, JsonObject inRight) => AreEqualWithin(map, inLeft, inRight),
                var (_, inLeft, inRight) => JsonNode.DeepEquals(inLeft, inRight),
            };
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The object as kube-apiserver's messages name it: <c>namespace/name; group/version, Kind=kind</c>.</summary>
    public static string Describe(JsonObject resource)
    {
        var metadata = resource["metadata"] as JsonObject;
        return $"{metadata?["namespace"].AsText()}/{metadata?["name"].AsText()}; "
            + $"{(resource["apiVersion"].AsText() is { } version ? GroupVersion(version) : "")}, Kind={resource["kind"].AsText()}";
    }

    private static string GroupVersion(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion
        : "/" + apiVersion;

    private static JsonObject MetadataWithoutManagers(JsonObject metadata)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in metadata)
        {
            if (name != "managedFields")
            {
                copy[name] = value?.DeepClone();
            }
        }

        return copy;
    }
}

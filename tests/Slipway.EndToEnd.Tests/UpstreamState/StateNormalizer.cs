using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Takes out of objects what differs from run to run.</summary>
internal static class StateNormalizer
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Copies of a management cluster's objects, comparable with those of another run.</summary>
    public static IReadOnlyList<JsonObject> Normalize(IReadOnlyList<JsonObject> objects) => Normalize(objects, RoleNames.Of(objects));

    /// <summary>Copies of objects that have names of a management cluster in them, comparable with those of another run.</summary>
    public static IReadOnlyList<JsonObject> Normalize(IReadOnlyList<JsonObject> objects, RoleNames names)
    {
        var endpoint = Endpoint(objects);
        return [.. objects.Select(o => Prune((JsonObject)Rewrite(o, names, endpoint)!))];
    }

    private static string Endpoint(IReadOnlyList<JsonObject> objects) =>
        objects.FirstOrDefault(o => (string?)o["kind"] == "Cluster")?["spec"]!["controlPlaneEndpoint"] is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"{found["host"]}:{found["port"]}")
            : "no endpoint";

    private static JsonNode? Rewrite(JsonNode? node, RoleNames names, string endpoint) => node switch
    {
        JsonObject map => new JsonObject(map.Select(f => KeyValuePair.Create(f.Key, Rewrite(f.Value, names, endpoint)))),
        JsonArray list => new JsonArray([.. list.Select(i => Rewrite(i, names, endpoint))]),
        JsonValue value when value.TryGetValue<string>(out var text) => names.In(text).Replace(endpoint, "endpoint", StringComparison.Ordinal),
        _ => node?.DeepClone(),
    };

    private static JsonObject Prune(JsonObject obj)
    {
        var metadata = (JsonObject)obj["metadata"]!;
        foreach (var field in new[] { "uid", "resourceVersion", "managedFields" })
        {
            metadata.Remove(field);
        }

        foreach (var owner in metadata["ownerReferences"] as JsonArray ?? [])
        {
            owner!["uid"] = "";
        }

        if (metadata["annotations"] is JsonObject annotations && annotations.Remove(LastApplied) && annotations.Count == 0)
        {
            metadata.Remove("annotations");
        }

        if ((string?)obj["kind"] == "Secret")
        {
            foreach (var name in obj["data"]!.AsObject().Select(f => f.Key).ToList())
            {
                obj["data"]![name] = "";
            }
        }

        if (obj["spec"]?["controlPlaneEndpoint"] is JsonObject endpoint && endpoint.ContainsKey("port"))
        {
            endpoint["port"] = 0;
        }

        return obj;
    }
}

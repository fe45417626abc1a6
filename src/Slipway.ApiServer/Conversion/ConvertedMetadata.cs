using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Conversion;

/// <summary>A conversion may change an object's labels and annotations, and nothing else of its metadata.</summary>
internal static class ConvertedMetadata
{
    private static readonly string[] Changeable = ["labels", "annotations"];

    /// <summary>Refuses another object than the one that was to be converted.</summary>
    public static void CheckIdentity(JsonObject original, JsonObject converted)
    {
        var (before, after) = (original.Map("metadata") ?? [], converted.Map("metadata") ?? []);
        foreach (var (field, name) in ((string, string)[])[("name", "name"), ("namespace", "namespace"), ("uid", "UID")])
        {
            if (before.Text(field) != after.Text(field))
            {
                throw new WebhookCallException($"must have the same {name}: {before.Text(field)} != {after.Text(field)}");
            }
        }
    }

    /// <summary>Gives a converted object the original's metadata but for what it may change.</summary>
    public static void Restore(JsonObject original, JsonObject converted)
    {
        if (!converted.TryGetPropertyValue("metadata", out var node))
        {
            throw new WebhookCallException("missing metadata in converted object");
        }

        if (node is not JsonObject given)
        {
            throw new WebhookCallException($"invalid metadata of type {GoType(node)} in converted object");
        }

        var metadata = original.Map("metadata")?.Copy() ?? [];
        foreach (var field in Changeable)
        {
            Take(field, given, metadata);
        }

        converted["metadata"] = metadata;
    }

    private static void Take(string field, JsonObject given, JsonObject metadata)
    {
        if (given[field] is not { } node)
        {
            metadata.Remove(field);
            return;
        }

        if (node is not JsonObject map)
        {
            throw new WebhookCallException($"invalid metadata.{field} of type {GoType(node)} in converted object");
        }

        foreach (var (key, value) in map)
        {
            if (value is not JsonValue text || !text.TryGetValue<string>(out _))
            {
                throw new WebhookCallException($"metadata.{field}[{key}] must be a string, but is {GoType(value)} in converted object");
            }
        }

        if (!JsonNode.DeepEquals(map, metadata[field]))
        {
            Check(field, map);
            metadata[field] = map.DeepClone();
        }
    }

    private static void Check(string field, JsonObject map)
    {
        foreach (var (key, value) in map)
        {
            var wrong = LabelSyntax.KeyError(field == "labels" ? key : key.ToLowerInvariant());
            if (wrong is not null)
            {
                throw new WebhookCallException($"metadata.{(field == "labels" ? field : "annotation")}: Invalid value: \"{key}\": {wrong}");
            }

            if (field == "labels" && LabelSyntax.ValueError(value!.ToString()) is { } wrongValue)
            {
                throw new WebhookCallException($"metadata.labels: Invalid value: \"{value}\": {wrongValue}");
            }
        }
    }

    private static string GoType(JsonNode? node) => node switch
    {
        null => "<nil>",
        JsonArray => "[]interface {}",
        JsonObject => "map[string]interface {}",
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "bool",
            _ => "int64",
        },
    };
}

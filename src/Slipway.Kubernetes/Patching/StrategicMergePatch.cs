using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Patching;

/// <summary>
/// Kubernetes' strategic merge patch for built-in kinds: as a JSON merge patch, but a list whose schema names a merge key merges item
/// by item, and directives in the patch (<c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder</c>,
/// <c>$deleteFromPrimitiveList</c>) say what a plain document cannot.
/// </summary>
public static class StrategicMergePatch
{
    internal const string Directive = "$patch";
    internal const string OrderPrefix = "$setElementOrder";
    private const string RetainKeys = "$retainKeys";
    private const string DeletePrefix = "$deleteFromPrimitiveList";

    /// <summary>
    /// Applies <paramref name="patch"/> to <paramref name="target"/>, which is changed in place; the patch is not changed.
    /// </summary>
    /// <returns>The patched object: the target itself unless the patch replaces it as a whole.</returns>
    /// <exception cref="PatchException">The patch is malformed, or lacks a merge key where the schema wants one.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, Schema? schema) =>
        MergeMap(target, (JsonObject)patch.DeepClone(), schema);

    // From here on the patch is a copy whose parts may be moved into the target.
    internal static JsonObject MergeMap(JsonObject target, JsonObject patch, Schema? schema)
    {
        if (patch.TryGetPropertyValue(Directive, out var directive))
        {
            switch (directive.AsText())
            {
                case "replace":
                    patch.Remove(Directive);
                    return patch;
                case "delete":
                    return [];
                default:
                    throw UnknownDirective(directive, patch);
            }
        }

        ApplyRetainKeys(target, patch);
        ApplyElementOrders(target, patch, schema);
        foreach (var (name, change) in JsonNodes.TakeAll(patch))
        {
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
            {
                DeletePrimitives(target, FieldOf(name, DeletePrefix, "invalid patch format of primitive list"), change, schema);
            }
            else
            {
                MergeField(target, name, change, schema);
            }
        }

        return target;
    }

    /// <summary>The value without what directives in it say; null when it is a directive itself.</summary>
    internal static JsonNode? WithoutDirectives(JsonNode? value, bool dropNulls)
    {
        switch (value)
        {
            case JsonObject map when map.ContainsKey(Directive):
                return null;
            case JsonObject map:
                JsonNodes.RemoveAll(
                    map,
                    [.. map.Where(field => field.Value is null ? dropNulls
                        : WithoutDirectives(field.Value, dropNulls) is null).Select(field => field.Key)]);
                return map;
            case JsonArray list:
                ListItemMerge.RemoveWhere(list, item => item is not null && WithoutDirectives(item, dropNulls) is null);
                return list;
            default:
                return value;
        }
    }

    internal static PatchException UnknownDirective(JsonNode? directive, JsonObject patch) =>
        Unclassified($"unknown patch type: {GoText.Printed(directive)} in map: {GoText.Printed(patch)}");

    internal static PatchException Unclassified(string message) => new(message, PatchErrorKind.Unclassified);

    internal static bool Merges(Schema? schema) => schema is not null && schema.PatchStrategies.Contains("merge");

    private static void MergeField(JsonObject target, string name, JsonNode? change, Schema? schema)
    {
        var fieldSchema = FieldSchema(schema, name);
        switch (target[name], change)
        {
            case (_, null):
                target.Remove(name);
                break;
            case (JsonObject map, JsonObject mapChange):
                var merged = fieldSchema is not null && fieldSchema.PatchStrategies.Contains("replace") ? mapChange
                    : MergeMap(map, mapChange, fieldSchema);
                if (!ReferenceEquals(merged, map))
                {
                    target[name] = merged;
                }

                break;
            case (JsonArray list, JsonArray listChange) when Merges(fieldSchema):
                ListItemMerge.Merge(list, listChange, fieldSchema!);
                break;
            case (JsonArray, JsonArray):
                target[name] = change;
                break;
            default:
                // Nothing to merge with: the directives in the patch have done their work.
                if (WithoutDirectives(change, dropNulls: true) is { } value)
                {
                    target[name] = value;
                }
                else
                {
                    target.Remove(name);
                }

                break;
        }
    }

    private static void ApplyRetainKeys(JsonObject target, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeys, out var keys))
        {
            return;
        }

        patch.Remove(RetainKeys);
        var retained = keys is JsonArray list
            ? list.Select(key => key.AsText()).ToHashSet(StringComparer.Ordinal)
            : throw new PatchException("invalid patch format of retainKeys", PatchErrorKind.Malformed);
        foreach (var (name, value) in patch)
        {
            if (value is not null && !name.StartsWith(DeletePrefix, StringComparison.Ordinal)
                && !name.StartsWith(OrderPrefix, StringComparison.Ordinal) && !retained.Contains(name))
            {
                throw new PatchException("invalid patch format of retainKeys", PatchErrorKind.Malformed);
            }
        }

        JsonNodes.RemoveAll(target, [.. target.Select(field => field.Key).Where(name => !retained.Contains(name))]);
    }

    private static void ApplyElementOrders(JsonObject target, JsonObject patch, Schema? schema)
    {
        foreach (var directive in patch.Select(field => field.Key)
            .Where(name => name.StartsWith(OrderPrefix, StringComparison.Ordinal)).ToArray())
        {
            var order = List(patch[directive])!;
            patch.Remove(directive);
            var name = FieldOf(directive, OrderPrefix, "invalid patch format of setElementOrder list");
            var fieldSchema = FieldSchema(schema, name);
            var live = target.TryGetPropertyValue(name, out var liveValue) ? List(liveValue) : null;
            var change = patch.TryGetPropertyValue(name, out var changed) ? List(changed) : null;
            var mergeKey = fieldSchema?.PatchMergeKey ?? "";
            ListItemMerge.CheckOrder(change, order, mergeKey);
            if (live is null && change is null)
            {
                continue;
            }

            var serverOrder = ListItemMerge.OrderKnownBefore(live, change, mergeKey);
            patch.Remove(name);
            if (change is not null)
            {
                MergeField(target, name, change, schema);
            }

            if (target[name] is JsonArray merged)
            {
                ListOrder.Arrange(merged, order, serverOrder, mergeKey);
            }
        }
    }

    private static void DeletePrimitives(JsonObject target, string name, JsonNode? values, Schema? schema)
    {
        switch (target[name], values)
        {
            case (_, null):
                target.Remove(name);
                break;
            case (JsonArray { Count: 0 }, JsonArray { Count: 0 }):
                break;
            case (JsonArray list, JsonArray unwanted):
                ListItemMerge.DeletePrimitives(list, unwanted, FieldSchema(schema, name));
                break;
            default:
                break;
        }
    }

    private static JsonArray? List(JsonNode? value) => value as JsonArray ?? throw Unclassified(
        $"expected a []interface {{}}, but received a {GoText.TypeName(value)}");

    // The field that a directive such as $setElementOrder/ports is about.
    private static string FieldOf(string directive, string prefix, string error) =>
        directive.Length > prefix.Length && directive[prefix.Length] == '/' ? directive[(prefix.Length + 1)..]
            : throw new PatchException(error, PatchErrorKind.Malformed);

    private static Schema? FieldSchema(Schema? schema, string name) =>
        schema is null ? null : schema.Properties.TryGetValue(name, out var property) ? property : schema.AdditionalProperties;
}

using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Patching;

/// <summary>
/// Kubernetes' strategic merge patch for built-in kinds: as a JSON merge patch, but a list whose schema names a merge key merges item
/// by item, and directives in the patch (<c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder</c>,
/// <c>$deleteFromPrimitiveList</c>) say what a plain document cannot.
/// </summary>
public static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string OrderPrefix = "$setElementOrder/";

    /// <summary>
    /// Applies <paramref name="patch"/> to <paramref name="target"/>, which is changed in place; the patch is not changed.
    /// </summary>
    /// <returns>The patched object: the target itself unless the patch replaces it as a whole.</returns>
    /// <exception cref="PatchException">The patch is malformed, or lacks a merge key where the schema wants one.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, Schema schema) =>
        MergeMap(target, (JsonObject)patch.DeepClone(), schema);

    // From here on the patch is a copy whose parts may be moved into the target.
    private static JsonObject MergeMap(JsonObject target, JsonObject patch, Schema? schema)
    {
        if (patch.TryGetPropertyValue(Directive, out var directive))
        {
            patch.Remove(Directive);
            return JsonNodes.GetString(directive) switch
            {
                "replace" => patch,
                "delete" => [],
                _ => throw BadDirective(directive, patch),
            };
        }

        ApplyRetainKeys(target, patch);
        ApplyElementOrders(target, patch, schema);
        foreach (var (name, change) in patch.ToArray())
        {
            patch.Remove(name);
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
            {
                DeletePrimitives(target, name[DeletePrefix.Length..], change);
            }
            else
            {
                MergeField(target, name, change, schema);
            }
        }

        return target;
    }

    private static void MergeField(JsonObject target, string name, JsonNode? change, Schema? schema)
    {
        var fieldSchema = FieldSchema(schema, name);
        var replaces = fieldSchema is not null && fieldSchema.PatchStrategies.Contains("replace");
        switch (target[name], change)
        {
            case (_, null):
                target.Remove(name);
                break;
            case (JsonObject map, JsonObject mapChange) when !replaces:
                Assign(target, name, MergeMap(map, mapChange, fieldSchema));
                break;
            case (JsonArray list, JsonArray listChange) when Merges(fieldSchema):
                MergeList(list, listChange, fieldSchema!);
                break;
            case (JsonObject, JsonObject) or (JsonArray, JsonArray):
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
            ? list.Select(key => JsonNodes.GetString(key)).ToHashSet(StringComparer.Ordinal)
            : throw new PatchException("invalid patch format of retainKeys", isMalformed: true);
        foreach (var (name, value) in patch)
        {
            if (value is not null && !name.StartsWith('$') && !retained.Contains(name))
            {
                throw new PatchException("invalid patch format of retainKeys", isMalformed: true);
            }
        }

        foreach (var name in target.Select(field => field.Key).Where(name => !retained.Contains(name)).ToArray())
        {
            target.Remove(name);
        }
    }

    private static void ApplyElementOrders(JsonObject target, JsonObject patch, Schema? schema)
    {
        foreach (var directive in patch.Select(field => field.Key).Where(IsOrder).ToArray())
        {
            var order = patch[directive] as JsonArray
                ?? throw new PatchException("invalid patch format of setElementOrder list", isMalformed: true);
            patch.Remove(directive);
            var name = directive[OrderPrefix.Length..];
            var fieldSchema = FieldSchema(schema, name);
            var serverOrder = (target[name] as JsonArray)?.DeepClone() as JsonArray ?? [];
            if (patch.TryGetPropertyValue(name, out var change))
            {
                patch.Remove(name);
                MergeField(target, name, change, schema);
            }

            if (target[name] is JsonArray merged)
            {
                ListOrder.Arrange(merged, order, serverOrder, fieldSchema?.PatchMergeKey ?? "");
            }
        }
    }

    private static void DeletePrimitives(JsonObject target, string name, JsonNode? values)
    {
        if (values is not JsonArray unwanted)
        {
            throw new PatchException("invalid patch format of primitive list", isMalformed: true);
        }

        if (target[name] is JsonArray list)
        {
            RemoveWhere(list, item => unwanted.Any(value => JsonNode.DeepEquals(item, value)));
        }
    }

    private static void MergeList(JsonArray list, JsonArray change, Schema schema)
    {
        var serverOrder = (JsonArray)list.DeepClone();
        if (!change.Concat(list).Any(item => item is JsonObject))
        {
            foreach (var item in change.Where(item => !list.Any(known => JsonNode.DeepEquals(known, item))).ToArray())
            {
                list.Add(item?.DeepClone());
            }

            ListOrder.Arrange(list, change, serverOrder, mergeKey: "");
            return;
        }

        var key = schema.PatchMergeKey;
        if (key.Length == 0)
        {
            throw new PatchException("cannot merge lists without merge key");
        }

        ApplyItemDirectives(list, change, key);
        var order = (JsonArray)change.DeepClone();
        foreach (var item in change.ToArray())
        {
            change.Remove(item);
            var map = item as JsonObject ?? throw new PatchException("expected an object in a list that merges by key");
            var value = KeyOf(map, key);
            var index = IndexOf(list, key, value);
            if (index < 0)
            {
                list.Add(item);
            }
            else if (MergeMap(list[index]!.AsObject(), map, schema.Items) is var merged && !ReferenceEquals(merged, list[index]))
            {
                list[index] = merged;
            }
        }

        ListOrder.Arrange(list, order, serverOrder, key);
    }

    private static void ApplyItemDirectives(JsonArray list, JsonArray change, string key)
    {
        foreach (var item in change.OfType<JsonObject>().Where(item => item.ContainsKey(Directive)).ToArray())
        {
            switch (JsonNodes.GetString(item[Directive]))
            {
                case "delete":
                    var value = KeyOf(item, key);
                    RemoveWhere(list, known => known is JsonObject map && JsonNode.DeepEquals(map[key], value));
                    break;
                case "replace":
                    list.Clear();
                    break;
                default:
                    throw BadDirective(item[Directive], item);
            }

            change.Remove(item);
        }
    }

    private static JsonNode? WithoutDirectives(JsonNode? value, bool dropNulls)
    {
        switch (value)
        {
            case JsonObject map when map.ContainsKey(Directive):
                return null;
            case JsonObject map:
                foreach (var (name, child) in map.ToArray())
                {
                    if ((child is null && dropNulls) || (child is not null && WithoutDirectives(child, dropNulls) is null))
                    {
                        map.Remove(name);
                    }
                }

                return map;
            case JsonArray list:
                RemoveWhere(list, item => item is not null && WithoutDirectives(item, dropNulls) is null);
                return list;
            default:
                return value;
        }
    }

    private static bool IsOrder(string name) => name.StartsWith(OrderPrefix, StringComparison.Ordinal);

    private static bool Merges(Schema? schema) => schema is not null && schema.PatchStrategies.Contains("merge");

    private static Schema? FieldSchema(Schema? schema, string name) =>
        schema is null ? null : schema.Properties.TryGetValue(name, out var property) ? property : schema.AdditionalProperties;

    private static JsonNode KeyOf(JsonObject item, string key) =>
        item[key] ?? throw new PatchException($"map: {GoText.Json(item)} does not contain declared merge key: {key}");

    private static int IndexOf(JsonArray list, string key, JsonNode value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject map && JsonNode.DeepEquals(map[key], value))
            {
                return i;
            }
        }

        return -1;
    }

    private static void RemoveWhere(JsonArray list, Func<JsonNode?, bool> unwanted)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (unwanted(list[i]))
            {
                list.RemoveAt(i);
            }
        }
    }

    private static void Assign(JsonObject target, string name, JsonObject value)
    {
        if (!ReferenceEquals(target[name], value))
        {
            target[name] = value;
        }
    }

    private static PatchException BadDirective(JsonNode? directive, JsonObject patch) =>
        new($"unknown patch type: {JsonNodes.GetString(directive)} in map: {GoText.Json(patch)}", isMalformed: true);
}

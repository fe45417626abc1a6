using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Patching;

/// <summary>Strategic merge of lists whose items merge: maps by their key, scalars as a set.</summary>
internal static class ListItemMerge
{
    /// <summary>Merges a patch's items into a list in place; what the patch holds may be moved.</summary>
    /// <exception cref="PatchException">Items are of several kinds, or one lacks the key.</exception>
    public static void Merge(JsonArray list, JsonArray change, Schema schema)
    {
        if (list.Count == 0 && change.Count == 0)
        {
            return;
        }

        if (!AreMaps(list, change))
        {
            MergeScalars(list, change);
            return;
        }

        var key = schema.PatchMergeKey;
        if (key.Length == 0)
        {
            throw StrategicMergePatch.Unclassified("cannot merge lists without merge key for struct");
        }

        if (ApplyItemDirectives(list, change, key))
        {
            list.Clear();
            foreach (var item in JsonNodes.TakeAll(change))
            {
                list.Add(item);
            }

            return;
        }

        var serverOrder = (JsonArray)list.DeepClone();
        var places = Places(list, key);
        var order = (JsonArray)change.DeepClone();
        foreach (var item in JsonNodes.TakeAll(change))
        {
            var map = item!.AsObject();
            var identity = ListOrder.Identity(KeyOf(map, key));
            if (!places.TryGetValue(identity, out var index))
            {
                places.Add(identity, list.Count);
                list.Add(item);
            }
            else if (StrategicMergePatch.MergeMap(list[index]!.AsObject(), map, schema.Items) is var merged
                && !ReferenceEquals(merged, list[index]))
            {
                list[index] = merged;
            }
        }

        ListOrder.Arrange(list, order, serverOrder, key);
    }

    /// <summary>Takes scalars out of a list.</summary>
    public static void DeletePrimitives(JsonArray list, JsonArray unwanted, Schema? schema)
    {
        if (AreMaps(list, unwanted))
        {
            Merge(list, (JsonArray)unwanted.DeepClone(), schema
                ?? throw StrategicMergePatch.Unclassified("cannot merge lists without merge key for struct"));
            return;
        }

        var gone = unwanted.Select(ListOrder.Identity).ToHashSet(StringComparer.Ordinal);
        RemoveWhere(list, item => gone.Contains(ListOrder.Identity(item)));
    }

    /// <summary>Checks that a patch's items are in the order that the patch gives for them.</summary>
    public static void CheckOrder(JsonArray? change, JsonArray order, string mergeKey)
    {
        if (change is not { Count: > 0 } || order.Count == 0)
        {
            return;
        }

        var items = change.Where(item => item is not JsonObject map || mergeKey.Length == 0
            || !map.ContainsKey(StrategicMergePatch.Directive)).ToList();
        var i = 0;
        for (var j = 0; i < items.Count && j < order.Count; j++)
        {
            if (IdentityOf(items[i], mergeKey) == IdentityOf(order[j], mergeKey))
            {
                i++;
            }
        }

        if (i < items.Count)
        {
            throw StrategicMergePatch.Unclassified(
                $"The order in patch list:\n{GoText.Printed(change)}\n doesn't match {StrategicMergePatch.OrderPrefix} list:\n{GoText.Printed(order)}\n");
        }
    }

    /// <summary>
    /// The order that counts as the server's for items that a patch's order does not name. As in kube-apiserver, which merges in place,
    /// new items stand at the end of it as far as there is room where items were deleted.
    /// </summary>
    public static JsonArray OrderKnownBefore(JsonArray? live, JsonArray? change, string mergeKey)
    {
        var before = (JsonArray?)live?.DeepClone() ?? [];
        if (change is null || mergeKey.Length == 0 || before.Count == 0 || change.Any(item => item is not JsonObject))
        {
            return before;
        }

        var items = change.OfType<JsonObject>()
            .ToLookup(item => item[StrategicMergePatch.Directive].AsText() ?? "", StringComparer.Ordinal);
        var deleted = items["delete"].Select(item => ListOrder.Identity(item[mergeKey])).ToHashSet(StringComparer.Ordinal);
        var room = before.Count;
        RemoveWhere(before, item => item is JsonObject map && deleted.Contains(ListOrder.Identity(map[mergeKey])));
        room -= before.Count;
        var known = before.OfType<JsonObject>().Select(item => ListOrder.Identity(item[mergeKey])).ToHashSet(StringComparer.Ordinal);
        room = items["replace"].Any() ? 0 : room;
        foreach (var item in items[""].Where(item => !known.Contains(ListOrder.Identity(item[mergeKey]))).Take(room))
        {
            before.Add(item.DeepClone());
        }

        return before;
    }

    public static void RemoveWhere(JsonArray list, Func<JsonNode?, bool> unwanted)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (unwanted(list[i]))
            {
                list.RemoveAt(i);
            }
        }
    }

    private static void MergeScalars(JsonArray list, JsonArray change)
    {
        var serverOrder = (JsonArray)list.DeepClone();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            if (!known.Add(ListOrder.Identity(list[i])))
            {
                list.RemoveAt(i--);
            }
        }

        foreach (var item in change)
        {
            if (known.Add(ListOrder.Identity(item)))
            {
                list.Add(item?.DeepClone());
            }
        }

        ListOrder.Arrange(list, change, serverOrder, mergeKey: "");
    }

    // Whether the patch replaces the list; what it deletes is gone then, and no directive left.
    private static bool ApplyItemDirectives(JsonArray list, JsonArray change, string key)
    {
        var replaces = false;
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        var items = JsonNodes.TakeAll(change);
        foreach (var item in items.OfType<JsonObject>().Where(item => item.ContainsKey(StrategicMergePatch.Directive)))
        {
            switch (item[StrategicMergePatch.Directive].AsText())
            {
                case "delete":
                    deleted.Add(ListOrder.Identity(KeyOf(item, key)));
                    break;
                case "replace":
                    replaces = true;
                    break;
                case "merge":
                    throw StrategicMergePatch.Unclassified("merging lists cannot yet be specified in the patch");
                default:
                    throw StrategicMergePatch.UnknownDirective(item[StrategicMergePatch.Directive], item);
            }
        }

        if (deleted.Count > 0)
        {
            RemoveWhere(list, item => item is JsonObject map && map.TryGetPropertyValue(key, out var own)
                && deleted.Contains(ListOrder.Identity(own)));
        }

        foreach (var item in items)
        {
            if (item is not JsonObject map || !map.ContainsKey(StrategicMergePatch.Directive))
            {
                change.Add(item);
            }
        }

        return replaces;
    }

    private static bool AreMaps(JsonArray list, JsonArray change)
    {
        string? type = null;
        foreach (var item in list.Concat(change))
        {
            var own = GoText.TypeName(item);
            if (type is null && item is JsonArray)
            {
                throw new PatchException("lists of lists are not supported");
            }

            type ??= own;
            if (type != own)
            {
                throw StrategicMergePatch.Unclassified(
                    $"list element types are not identical: [{GoText.Printed(list)} {GoText.Printed(change)}]");
            }
        }

        return list.Concat(change).First() is JsonObject;
    }

    private static Dictionary<string, int> Places(JsonArray list, string key)
    {
        var places = new Dictionary<string, int>(list.Count, StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i]!.AsObject().TryGetPropertyValue(key, out var value))
            {
                places.TryAdd(ListOrder.Identity(value), i);
            }
        }

        return places;
    }

    private static string IdentityOf(JsonNode? item, string mergeKey) => mergeKey.Length == 0 ? ListOrder.Identity(item)
        : item is JsonObject map ? ListOrder.Identity(KeyOf(map, mergeKey))
        : throw StrategicMergePatch.Unclassified($"expected a map[string]interface {{}}, but received a {GoText.TypeName(item)}");

    private static JsonNode? KeyOf(JsonObject item, string key) => item.TryGetPropertyValue(key, out var value)
        ? value
        : throw StrategicMergePatch.Unclassified($"map: {GoText.Printed(item)} does not contain declared merge key: {key}");
}

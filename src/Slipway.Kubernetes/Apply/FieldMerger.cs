using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Merges an applied configuration into an object, and takes fields out of one.</summary>
internal static class FieldMerger
{
    /// <summary>
    /// Merges <paramref name="config"/> into <paramref name="target"/> in place; what the configuration does not say stays.
    /// </summary>
    public static void Merge(JsonObject target, JsonObject config, FieldType type)
    {
        foreach (var (name, value) in config)
        {
            var merged = Merge(target[name], value, type.Field(name));
            if (!ReferenceEquals(merged, target[name]) || merged is null)
            {
                target[name] = merged;
            }
        }
    }

    /// <summary>Takes every field of the set out of the value, in place.</summary>
    /// <returns>Whether the value itself is to go too: it had something and now has nothing.</returns>
    public static bool Remove(JsonNode? value, FieldSet fields, FieldType type)
    {
        if (value is JsonObject { Count: > 0 } map && type.IsGranularMap(map))
        {
            foreach (var name in map.Select(field => field.Key).ToArray())
            {
                var entry = fields.Find('f', name);
                if (entry.IsMember || (!entry.Children.IsEmpty && Remove(map[name], entry.Children, type.Field(name))))
                {
                    map.Remove(name);
                }
            }

            return map.Count == 0;
        }

        if (value is JsonArray { Count: > 0 } list && type.IsGranularList(list))
        {
            for (var i = list.Count - 1; i >= 0; i--)
            {
                var entry = fields.Find(ListItems.Step(type, list[i]));
                if (entry.IsMember)
                {
                    list.RemoveAt(i);
                }
                else if (!entry.Children.IsEmpty)
                {
                    Remove(list[i], entry.Children, type.Item);
                }
            }

            return list.Count == 0;
        }

        return false;
    }

    private static JsonNode? Merge(JsonNode? target, JsonNode? config, FieldType type)
    {
        switch (target, config)
        {
            case (JsonObject map, JsonObject changes) when type.IsGranularMap(map) && map.Count + changes.Count > 0:
                Merge(map, changes, type);
                return map;
            case (JsonArray list, JsonArray changes) when type.IsGranularList(list) && list.Count + changes.Count > 0:
                MergeLists(list, changes, type);
                return list;
            default:
                return config?.DeepClone();
        }
    }

    // Items of the configuration keep their order, and the others their place among them as far as that can be said.
    private static void MergeLists(JsonArray target, JsonArray config, FieldType type)
    {
        var left = target.Select(item => (Step: ListItems.Step(type, item), Item: item)).ToArray();
        var right = config.Select(item => (Step: ListItems.Step(type, item), Item: item)).ToArray();
        var leftItems = left.DistinctBy(item => item.Step).ToDictionary(item => item.Step, item => item.Item, StringComparer.Ordinal);
        var rightSteps = right.Select(item => item.Step).ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(right.Select(item => item.Step).Where(leftItems.ContainsKey));
        var merged = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<JsonNode?>(left.Length + right.Length);
        target.Clear();
        var (l, r) = (0, 0);
        while (l < left.Length || r < right.Length)
        {
            if (l < left.Length)
            {
                var step = left[l].Step;
                if (!rightSteps.Contains(step))
                {
                    result.Add(left[l++].Item);
                    continue;
                }

                var isNextShared = shared.TryPeek(out var next) && next == step;
                if (r < right.Length && step != right[r].Step && !isNextShared && shared.Count > 0)
                {
                    l++;
                    continue;
                }

                if (merged.Contains(step) || (r < right.Length && step == right[r].Step))
                {
                    l++;
                }
            }

            if (r < right.Length)
            {
                var (step, item) = right[r++];
                merged.Add(step);
                result.Add(Merge(leftItems.GetValueOrDefault(step), item, type.Item));
                if (shared.TryPeek(out var next) && next == step)
                {
                    shared.Dequeue();
                }
            }
        }

        foreach (var item in result)
        {
            target.Add(item);
        }
    }
}

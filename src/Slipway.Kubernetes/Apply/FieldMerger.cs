using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

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

    /// <summary>Takes every field of the set out of the value, in place. What has nothing left then stays, empty.</summary>
    public static void Remove(JsonNode? value, FieldSet fields, FieldType type)
    {
        if (value is JsonObject { Count: > 0 } map && type.IsGranularMap(map))
        {
            var gone = new List<string>();
            foreach (var (name, child) in map)
            {
                var entry = fields.Find('f', name);
                if (entry.IsMember)
                {
                    gone.Add(name);
                }
                else if (!entry.Children.IsEmpty)
                {
                    RemoveWithin(child, entry.Children, type.Field(name));
                }
            }

            JsonNodes.RemoveAll(map, gone);
        }
        else if (value is JsonArray { Count: > 0 } list && type.IsGranularList(list))
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
                    RemoveWithin(list[i], entry.Children, type.Item);
                }
            }
        }
    }

    // Of what is one leaf, a part cannot be taken out alone.
    private static void RemoveWithin(JsonNode? value, FieldSet fields, FieldType type)
    {
        switch (value)
        {
            case JsonObject map when !type.IsGranularMap(map):
                map.Clear();
                break;
            case JsonArray list when !type.IsGranularList(list):
                list.Clear();
                break;
            default:
                Remove(value, fields, type);
                break;
        }
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

            // A null says nothing about the parts.
            case (JsonObject { Count: > 0 }, null) when type.IsGranularMap(target):
            case (JsonArray { Count: > 0 }, null) when type.IsGranularList(target):
                return target;
            default:
                return config?.DeepClone();
        }
    }

    // Items of the configuration keep their order, and the others their place among them as far as that can be said.
    private static void MergeLists(JsonArray target, JsonArray config, FieldType type)
    {
        var left = Steps(target, type);
        var right = Steps(config, type);

        // What is there twice is not merged with: the configuration's item takes the place of both.
        var known = new Dictionary<string, JsonNode?>(left.Length, StringComparer.Ordinal);
        foreach (var (step, item) in left)
        {
            known[step] = known.ContainsKey(step) ? null : item;
        }

        var wanted = right.Select(item => item.Step).ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(right.Select(item => item.Step).Where(known.ContainsKey));
        var merged = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<JsonNode?>(left.Length + right.Length);
        target.Clear();
        for (var (l, r) = (0, 0); l < left.Length || r < right.Length;)
        {
            if (l < left.Length && !wanted.Contains(left[l].Step))
            {
                result.Add(left[l++].Item);
                continue;
            }

            if (l < left.Length && r < right.Length && left[l].Step != right[r].Step && shared.TryPeek(out var next)
                && next != left[l].Step)
            {
                l++;
                continue;
            }

            // The item of the live list was merged already, or is now.
            l += l < left.Length && (merged.Contains(left[l].Step) || (r < right.Length && left[l].Step == right[r].Step)) ? 1 : 0;
            if (r < right.Length)
            {
                var (step, item) = right[r++];
                merged.Add(step);
                result.Add(Merge(known.GetValueOrDefault(step), item, type.Item));
                if (shared.TryPeek(out var head) && head == step)
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

    private static (string Step, JsonNode? Item)[] Steps(JsonArray list, FieldType type)
    {
        var steps = new (string, JsonNode?)[list.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (ListItems.Step(type, list[i]), list[i]);
        }

        return steps;
    }
}

using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Patching;

/// <summary>JSON merge patch, RFC 7386: objects merge field by field, null deletes, everything else replaces.</summary>
public static class MergePatch
{
    /// <summary>
    /// Applies <paramref name="patch"/> to <paramref name="target"/>, which is changed in place where it can be; the patch is not changed.
    /// </summary>
    /// <returns>The patched value: the target itself, or a copy of the patch's value that took its place.</returns>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return WithoutNulls(patch?.DeepClone());
        }

        var result = target as JsonObject ?? [];
        JsonNodes.RemoveAll(result,
            [.. changes.Where(field => field.Value is null && result.ContainsKey(field.Key)).Select(field => field.Key)]);
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                continue;
            }

            var old = result[name];
            var value = Apply(old, change);
            if (!ReferenceEquals(value, old))
            {
                result[name] = value;
            }
        }

        return result;
    }

    // As the library that kube-apiserver uses: the objects in a list that takes the place of another lose their nulls too.
    private static JsonNode? WithoutNulls(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                JsonNodes.RemoveAll(map, [.. map.Where(field => field.Value is null).Select(field => field.Key)]);
                foreach (var (_, child) in map)
                {
                    WithoutNulls(child);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    WithoutNulls(item);
                }

                break;
            default:
                break;
        }

        return value;
    }

    /// <summary>
    /// The smallest merge patch that makes <paramref name="to"/> of <paramref name="from"/>; empty when they are equal. A null in
    /// <paramref name="to"/> cannot be told apart from an absent field: the patch deletes it.
    /// </summary>
    public static JsonObject Diff(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in to)
        {
            var present = from.TryGetPropertyValue(name, out var old);
            if (value is JsonObject map && old is JsonObject oldMap)
            {
                if (Diff(oldMap, map) is { Count: > 0 } inner)
                {
                    patch[name] = inner;
                }
            }
            else if (!(present || value is null) || !JsonNode.DeepEquals(old, value))
            {
                patch[name] = value?.DeepClone();
            }
        }

        foreach (var (name, _) in from)
        {
            if (!to.ContainsKey(name))
            {
                patch[name] = null;
            }
        }

        return patch;
    }
}

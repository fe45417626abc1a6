using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Slipway.Kubeadm.Ignition;

/// <summary>
/// Merges one Ignition configuration into another by Ignition's own rules: what the second says counts, entries of lists are told apart by
/// their key, and lists without keys are joined.
/// </summary>
internal static class IgnitionMerge
{
    private static readonly FrozenDictionary<string, string> Keys = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["files"] = "path", ["directories"] = "path", ["links"] = "path", ["disks"] = "device", ["partitions"] = "number",
        ["filesystems"] = "device", ["raid"] = "name", ["luks"] = "name", ["units"] = "name", ["dropins"] = "name",
        ["users"] = "name", ["groups"] = "name",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Merges the second into the first.</summary>
    public static void Into(JsonObject config, JsonObject second)
    {
        foreach (var (name, value) in second)
        {
            config[name] = (config[name], value) switch
            {
                (JsonObject mine, JsonObject theirs) => Merged(mine, theirs),
                (JsonArray mine, JsonArray theirs) => Joined(mine, theirs, Keys.GetValueOrDefault(name)),
                _ => value?.DeepClone(),
            };
        }
    }

    private static JsonObject Merged(JsonObject mine, JsonObject theirs)
    {
        var merged = (JsonObject)mine.DeepClone();
        Into(merged, theirs);
        return merged;
    }

    private static JsonArray Joined(JsonArray mine, JsonArray theirs, string? key)
    {
        var joined = (JsonArray)mine.DeepClone();
        foreach (var item in theirs)
        {
            var at = IndexOf(joined, item, key);
            if (at < 0)
            {
                joined.Add(item?.DeepClone());
            }
            else if (joined[at] is JsonObject same)
            {
                // A file is written or added to: what is added to stays.
                joined[at] = Merged(same, (JsonObject)item!);
            }
        }

        return joined;
    }

    // An entry that does not say its key, and a value that is there already.
    private static int IndexOf(JsonArray list, JsonNode? item, string? key)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (item is JsonObject entry
                ? key is not null && entry[key] is { } value && JsonNode.DeepEquals(value, list[i]?[key])
                : JsonNode.DeepEquals(item, list[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

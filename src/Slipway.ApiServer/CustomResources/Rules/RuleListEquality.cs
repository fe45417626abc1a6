using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>Equality of lists of type set and map, which knows no order.</summary>
internal static class RuleListEquality
{
    /// <summary>Whether the two are equal; null for a list whose order matters.</summary>
    public static bool? AreEqual(CelList ours, CelList theirs, Schema schema) => schema.ListType switch
    {
        SchemaListType.Set => ours.Count == theirs.Count && Items(ours).SetEquals(Items(theirs)),
        SchemaListType.Map => ours.Count == theirs.Count && HaveSameEntries(ours, theirs, schema),
        _ => null,
    };

    /// <summary>The hash that goes with it; null for a list whose order matters.</summary>
    public static int? Hash(CelList list, Schema schema)
    {
        if (schema.ListType is not (SchemaListType.Set or SchemaListType.Map))
        {
            return null;
        }

        var hash = list.Count;
        for (var i = 0; i < list.Count; i++)
        {
            hash ^= list[i].HashValue();
        }

        return hash;
    }

    /// <summary>What tells an entry of a list of type map from others.</summary>
    public static string KeyOf(CelValue item, Schema schema) => item is not CelMap map ? "" : string.Join('\n', schema.ListMapKeys.Select(
        k => map.TryGetField(FieldEscapes.Escape(k) ?? k, out var value) ? $"{value.Kind} {value}" : ""));

    private static bool HaveSameEntries(CelList ours, CelList theirs, Schema schema)
    {
        var entries = new Dictionary<string, CelValue>(ours.Count, StringComparer.Ordinal);
        for (var i = 0; i < ours.Count; i++)
        {
            entries[KeyOf(ours[i], schema)] = ours[i];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < theirs.Count; i++)
        {
            var key = KeyOf(theirs[i], schema);
            if (!entries.TryGetValue(key, out var entry) || !entry.EqualTo(theirs[i]))
            {
                return false;
            }

            seen.Add(key);
        }

        return seen.Count == entries.Count;
    }

    private static HashSet<CelValue> Items(CelList list)
    {
        var items = new HashSet<CelValue>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            items.Add(list[i]);
        }

        return items;
    }
}

using System.Text.Json.Nodes;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>A JSON array as a list. Lists of type set and map are equal whatever the order of their items.</summary>
internal sealed class RuleList(JsonArray list, Schema schema) : CelList
{
    public override int Count => list.Count;

    public override CelValue this[int index] => RuleValues.Of(list[index], schema.Items!);

    public override bool EqualTo(CelValue other) => schema.ListType switch
    {
        SchemaListType.Set when other is CelList theirs => theirs.Count == Count && SameItems(theirs),
        SchemaListType.Map when other is CelList theirs => theirs.Count == Count && SameEntries(theirs),
        _ => base.EqualTo(other),
    };

    public override int HashValue()
    {
        if (schema.ListType is not (SchemaListType.Set or SchemaListType.Map))
        {
            return base.HashValue();
        }

        var hash = Count;
        for (var i = 0; i < Count; i++)
        {
            hash ^= this[i].HashValue();
        }

        return hash;
    }

    private bool SameItems(CelList other)
    {
        var ours = Items(this);
        var theirs = Items(other);
        return ours.SetEquals(theirs);
    }

    private bool SameEntries(CelList other)
    {
        var ours = new Dictionary<string, CelValue>(Count, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            ours[KeyOf(this[i])] = this[i];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < other.Count; i++)
        {
            var key = KeyOf(other[i]);
            if (!ours.TryGetValue(key, out var entry) || !entry.EqualTo(other[i]))
            {
                return false;
            }

            seen.Add(key);
        }

        return seen.Count == ours.Count;
    }

    private string KeyOf(CelValue item) => item is not CelMap map ? "" : string.Join('\n', schema.ListMapKeys.Select(
        k => map.TryGetField(FieldEscapes.Escape(k) ?? k, out var value) ? $"{value.Kind} {value}" : ""));

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

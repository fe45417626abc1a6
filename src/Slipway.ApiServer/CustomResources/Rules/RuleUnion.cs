using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>The sum of two lists of type set or map: what both have counts once, and of two entries with one key the later one.</summary>
internal sealed class RuleUnion : CelList
{
    private readonly CelValue[] _items;
    private readonly Schema _schema;

    private RuleUnion(CelValue[] items, Schema schema) => (_items, _schema) = (items, schema);

    public override int Count => _items.Length;

    public override CelValue this[int index] => _items[index];

    /// <summary>The sum; the order is that of the first list, then that of the second.</summary>
    public static RuleUnion Of(CelList first, CelList second, Schema schema)
    {
        var items = new List<CelValue>(first.Count + second.Count);
        var places = new Dictionary<object, int>(first.Count);
        foreach (var list in (ReadOnlySpan<CelList>)[first, second])
        {
            for (var i = 0; i < list.Count; i++)
            {
                object key = schema.ListType == SchemaListType.Map ? RuleListEquality.KeyOf(list[i], schema) : list[i];
                if (list == first || !places.TryGetValue(key, out var place))
                {
                    places[key] = items.Count;
                    items.Add(list[i]);
                }
                else if (schema.ListType == SchemaListType.Map)
                {
                    items[place] = list[i];
                }
            }
        }

        return new RuleUnion([.. items], schema);
    }

    public override CelValue Concat(CelList other) => Of(this, other, _schema);

    public override bool EqualTo(CelValue other) =>
        other is CelList theirs && RuleListEquality.AreEqual(this, theirs, _schema) is { } equal ? equal : base.EqualTo(other);

    public override int HashValue() => RuleListEquality.Hash(this, _schema) ?? base.HashValue();
}

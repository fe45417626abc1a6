using System.Text.Json.Nodes;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>
/// A JSON array as a list. Lists of type set and map are equal whatever the order of their items, and adding to them adds what they
/// have not yet.
/// </summary>
internal sealed class RuleList(JsonArray list, Schema schema) : CelList
{
    public override int Count => list.Count;

    public override CelValue this[int index] => RuleValues.Of(list[index], schema.Items!);

    public override CelValue Concat(CelList other) => schema.ListType is SchemaListType.Set or SchemaListType.Map
        ? RuleUnion.Of(this, other, schema)
        : base.Concat(other);

    public override bool EqualTo(CelValue other) =>
        other is CelList theirs && RuleListEquality.AreEqual(this, theirs, schema) is { } equal ? equal : base.EqualTo(other);

    public override int HashValue() => RuleListEquality.Hash(this, schema) ?? base.HashValue();
}

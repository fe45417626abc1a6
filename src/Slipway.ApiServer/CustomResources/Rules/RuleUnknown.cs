using System.Text.Json.Nodes;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>A value of which no schema tells anything: it can be compared and no more.</summary>
internal sealed class RuleUnknown(JsonNode node) : CelOpaque(CelType.Dyn)
{
    private readonly JsonNode _node = node;

    public override bool EqualTo(CelValue other) => other is RuleUnknown unknown && JsonNode.DeepEquals(_node, unknown._node);

    public override int HashValue() => (int)_node.GetValueKind();

    public override string ToString() => _node.ToJsonString();
}

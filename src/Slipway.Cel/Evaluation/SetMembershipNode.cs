using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a in [constants]</c>, answered from a set.</summary>
internal sealed class SetMembershipNode(EvalNode element, IEnumerable<CelValue> members, ulong cost) : EvalNode
{
    private readonly HashSet<CelValue> _members = [.. members];

    public override CelValue Eval(EvalFrame frame)
    {
        var value = element.Eval(frame);
        frame.Charge(cost);
        return value.IsError ? value : CelBool.Of(_members.Contains(value));
    }
}

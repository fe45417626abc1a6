using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A value with a name: <c>cel.bind</c>. The value is evaluated when it is first read.</summary>
internal sealed class BindNode(int slot, EvalNode result, ulong cost) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        frame.Charge(cost);
        frame.SetLocal(slot, null);
        return result.Eval(frame);
    }
}

using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A call with two arguments.</summary>
internal sealed class BinaryCallNode(CallTarget target, EvalNode first, EvalNode second, CallCost cost) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        Arguments2 arguments = default;
        arguments[0] = first.Eval(frame);
        arguments[1] = second.Eval(frame);
        var result = target.IsStrict && arguments[0].IsError ? arguments[0]
            : target.IsStrict && arguments[1].IsError ? arguments[1]
            : target.Invoke(arguments);
        frame.Charge(cost.Of(arguments, result));
        return result;
    }
}

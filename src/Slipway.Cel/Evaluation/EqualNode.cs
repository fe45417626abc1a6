using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a == b</c> or <c>a != b</c>.</summary>
internal sealed class EqualNode(EvalNode left, EvalNode right, bool expected, CallCost cost) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        Arguments2 arguments = default;
        arguments[0] = left.Eval(frame);
        arguments[1] = right.Eval(frame);
        var result = arguments[0].IsError ? arguments[0]
            : arguments[1].IsError ? arguments[1]
            : CelBool.Of(arguments[0].EqualTo(arguments[1]) == expected);
        frame.Charge(cost.Of(arguments, result));
        return result;
    }
}

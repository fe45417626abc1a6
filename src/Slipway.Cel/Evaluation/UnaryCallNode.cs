using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A call with one argument.</summary>
internal sealed class UnaryCallNode(CallTarget target, EvalNode argument, CallCost cost) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        Arguments1 arguments = default;
        arguments[0] = argument.Eval(frame);
        var result = target.IsStrict && arguments[0].IsError ? arguments[0] : target.Invoke(arguments);
        frame.Charge(cost.Of(arguments, result));
        return result;
    }
}

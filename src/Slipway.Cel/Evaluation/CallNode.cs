using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A call with any number of arguments.</summary>
internal sealed class CallNode(CallTarget target, EvalNode[] arguments, CallCost cost) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var values = new CelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Eval(frame);
            if (target.IsStrict && values[i].IsError)
            {
                return values[i];
            }
        }

        var result = target.Invoke(values);
        frame.Charge(cost.Of(values, result));
        return result;
    }
}

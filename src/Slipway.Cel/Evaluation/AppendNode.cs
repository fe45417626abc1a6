using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The step <c>accumulator + [element]</c>, done in place. It costs what the two operations would.</summary>
internal sealed class AppendNode(LocalNode accumulator, EvalNode element) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var list = accumulator.Eval(frame);
        var value = element.Eval(frame);
        frame.Charge(StandardCosts.NewList + 1);
        if (list.IsError || value.IsError)
        {
            return list.IsError ? list : value;
        }

        ((ListBuilder)list).Add(value);
        return list;
    }
}

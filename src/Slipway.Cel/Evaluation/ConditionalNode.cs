using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a ? b : c</c>.</summary>
internal sealed class ConditionalNode(EvalNode condition, EvalNode whenTrue, EvalNode whenFalse) : EvalNode
{
    public override bool IsAttribute => true;

    public override CelValue Eval(EvalFrame frame)
    {
        var test = condition.Eval(frame);
        if (test is not CelBool decision)
        {
            return test as CelError ?? CelError.NoSuchOverload;
        }

        var branch = decision.Value ? whenTrue : whenFalse;
        if (branch.IsAttribute && branch is not ConditionalNode)
        {
            frame.MakeNextFree();
        }

        return branch.Eval(frame);
    }
}

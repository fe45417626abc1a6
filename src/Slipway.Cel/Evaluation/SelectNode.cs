using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a.b</c>; of an optional <c>a</c> an optional <c>b</c>.</summary>
internal sealed class SelectNode(EvalNode operand, string field) : EvalNode
{
    private readonly CelString _field = new(field);

    public override bool IsAttribute => true;

    public override CelValue Eval(EvalFrame frame)
    {
        var target = operand.Eval(frame);
        if (!operand.IsAttribute)
        {
            frame.Charge(1);
        }

        if (target.IsError)
        {
            return target;
        }

        if (target is CelOptional optional)
        {
            return OptionalSelectNode.SelectFrom(frame, optional, _field);
        }

        frame.Charge(1);
        return Access.Field(target, _field, isTest: false) ?? CelError.NoSuchKey(_field);
    }
}

using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a.?b</c>: the field as an optional, absent where it is not set.</summary>
internal sealed class OptionalSelectNode(EvalNode operand, CelString field) : EvalNode
{
    public override bool IsAttribute => true;

    public override CelValue Eval(EvalFrame frame)
    {
        var target = operand.Eval(frame);
        if (!operand.IsAttribute)
        {
            frame.Charge(1);
        }

        return target.IsError ? target
            : target is CelOptional optional ? SelectFrom(frame, optional, field)
            : Wrap(frame, Access.Field(target, field, isTest: true));
    }

    public static CelValue SelectFrom(EvalFrame frame, CelOptional target, CelString field) =>
        target.Value is null ? CelOptional.None : Wrap(frame, Access.Field(target.Value, field, isTest: true));

    public static CelValue Wrap(EvalFrame frame, CelValue? found)
    {
        if (found is null)
        {
            return CelOptional.None;
        }

        frame.Charge(1);
        return found.IsError ? found : CelOptional.Of(found);
    }
}

using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a[b]</c>, or <c>a[?b]</c>, whose result is an optional.</summary>
internal sealed class IndexNode(EvalNode operand, EvalNode index, bool isOptional) : EvalNode
{
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
            return optional.Value is null ? optional : OptionalElement(frame, optional.Value);
        }

        if (isOptional)
        {
            return OptionalElement(frame, target);
        }

        var key = Key(frame);
        frame.Charge(1);
        return key.IsError ? key : Access.Element(target, key, isTest: false) ?? Access.Missing(target, key);
    }

    private CelValue OptionalElement(EvalFrame frame, CelValue target)
    {
        var key = Key(frame);
        return key.IsError ? key : OptionalSelectNode.Wrap(frame, Access.Element(target, key, isTest: true));
    }

    private CelValue Key(EvalFrame frame)
    {
        if (index.IsAttribute)
        {
            frame.MakeNextFree();
        }

        return index.Eval(frame);
    }
}

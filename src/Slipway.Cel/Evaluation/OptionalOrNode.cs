using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a.or(b)</c> and <c>a.orValue(b)</c>: <c>b</c> is evaluated only where <c>a</c> is absent.</summary>
internal sealed class OptionalOrNode(EvalNode left, EvalNode right, bool unwraps) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var first = left.Eval(frame);
        if (first.IsError)
        {
            return first;
        }

        if (first is not CelOptional optional)
        {
            return CelError.NoSuchOverload;
        }

        return optional.Value is null ? right.Eval(frame) : unwraps ? optional.Value : optional;
    }
}

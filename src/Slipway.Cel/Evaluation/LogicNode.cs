using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>a &amp;&amp; b</c> or <c>a || b</c>: either side may decide alone, even where the other is an error.</summary>
/// <param name="left">The left side.</param>
/// <param name="right">The right side.</param>
/// <param name="decisive">The value that decides: false of "and", true of "or".</param>
internal sealed class LogicNode(EvalNode left, EvalNode right, CelBool decisive) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var first = left.Eval(frame);
        if (frame.Stop is not null)
        {
            return frame.Stop;
        }

        if (ReferenceEquals(first, decisive))
        {
            return decisive;
        }

        var second = right.Eval(frame);
        if (frame.Stop is not null)
        {
            return frame.Stop;
        }

        if (ReferenceEquals(second, decisive))
        {
            return decisive;
        }

        return NotBool(first) ?? NotBool(second) ?? (CelValue)CelBool.Of(!decisive.Value);
    }

    private static CelError? NotBool(CelValue value) => value is CelBool ? null : value as CelError ?? CelError.NoSuchOverload;
}

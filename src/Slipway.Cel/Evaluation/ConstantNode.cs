using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A value known beforehand.</summary>
internal sealed class ConstantNode(CelValue value, ulong cost = 0) : EvalNode
{
    public CelValue Value { get; } = value;

    /// <summary>What making the value would have cost, where that is counted.</summary>
    public ulong Cost { get; } = cost;

    public override CelValue Eval(EvalFrame frame)
    {
        if (Cost > 0)
        {
            frame.Charge(Cost);
        }

        return Value;
    }
}

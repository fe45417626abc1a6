using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A comprehension's variable or accumulator.</summary>
/// <param name="slot">Its place in the frame.</param>
/// <param name="initial">What an accumulator begins with; evaluated when it is first read. Null of other variables.</param>
internal sealed class LocalNode(int slot, EvalNode? initial) : EvalNode
{
    public int Slot { get; } = slot;

    public override bool IsAttribute => true;

    public override CelValue Eval(EvalFrame frame)
    {
        var value = Read(frame);
        frame.Charge(1);
        return value;
    }

    public CelValue Read(EvalFrame frame)
    {
        var value = frame.Local(Slot);
        if (value is null)
        {
            value = initial is null ? CelError.NoSuchOverload : initial.Eval(frame);
            frame.SetLocal(Slot, value);
        }

        return value;
    }
}

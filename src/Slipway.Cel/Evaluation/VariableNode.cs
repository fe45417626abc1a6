using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A variable of the environment.</summary>
internal sealed class VariableNode(int slot, string name) : EvalNode
{
    public override bool IsAttribute => true;

    public override CelValue Eval(EvalFrame frame)
    {
        frame.Charge(1);
        return frame.Global(slot, name);
    }
}

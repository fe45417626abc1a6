using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A part of a program. Immutable; what changes is in the frame.</summary>
internal abstract class EvalNode
{
    /// <summary>Whether the node names something: a variable, or what is selected from it. Costs depend on it.</summary>
    public virtual bool IsAttribute => false;

    public abstract CelValue Eval(EvalFrame frame);
}

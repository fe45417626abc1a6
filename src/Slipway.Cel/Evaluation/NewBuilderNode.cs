using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The empty list or map with which a comprehension begins that adds to it in place.</summary>
internal sealed class NewBuilderNode(bool isMap, ulong cost) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        frame.Charge(cost);
        return isMap ? new MapBuilder() : new ListBuilder();
    }
}

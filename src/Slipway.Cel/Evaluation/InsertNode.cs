using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The step that adds a key and its value to a map, done in place.</summary>
internal sealed class InsertNode(LocalNode accumulator, EvalNode keyNode, EvalNode valueNode) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var map = accumulator.Eval(frame);
        if (map.IsError)
        {
            return map;
        }

        var key = keyNode.Eval(frame);
        if (key.IsError)
        {
            return key;
        }

        var value = valueNode.Eval(frame);
        if (value.IsError)
        {
            return value;
        }

        frame.Charge(1);
        return ((MapBuilder)map).TryAdd(key, value) ? map : new CelError($"insert failed: key {key} already exists");
    }
}

using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The step that adds all entries of a map to another, done in place.</summary>
internal sealed class InsertAllNode(LocalNode accumulator, EvalNode entries) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var map = accumulator.Eval(frame);
        var added = entries.Eval(frame);
        frame.Charge(1);
        if (map.IsError || added.IsError)
        {
            return map.IsError ? map : added;
        }

        if (added is not CelMap addition)
        {
            return CelError.NoSuchOverload;
        }

        foreach (var key in addition.Keys)
        {
            if (addition.TryGet(key, out var value) && !((MapBuilder)map).TryAdd(key, value))
            {
                return new CelError($"insert failed: key {key} already exists");
            }
        }

        return map;
    }
}

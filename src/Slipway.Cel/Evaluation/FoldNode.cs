using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>A comprehension.</summary>
internal sealed class FoldNode : EvalNode
{
    public required EvalNode Range { get; init; }

    /// <summary>Place of the element or key; of the index or key where there is a second variable.</summary>
    public required int Variable { get; init; }

    /// <summary>Place of the element or value; -1 where there is only one variable.</summary>
    public required int SecondVariable { get; init; }

    public required LocalNode Accumulator { get; init; }

    public required EvalNode Condition { get; init; }

    public required EvalNode Step { get; init; }

    public required EvalNode Result { get; init; }

    public override CelValue Eval(EvalFrame frame)
    {
        var range = Range.Eval(frame);
        frame.SetLocal(Accumulator.Slot, null);
        switch (range)
        {
            case CelList list:
                FoldList(frame, list);
                break;
            case CelMap map:
                FoldMap(frame, map);
                break;
            case CelError error:
                return error;
            default:
                return new CelError($"got '{range.Type.Name}', expected iterable type");
        }

        if (frame.Stop is not null)
        {
            return frame.Stop;
        }

        var result = Result.Eval(frame);
        (frame.Local(Accumulator.Slot) as IBuilder)?.Close();
        return result;
    }

    private void FoldList(EvalFrame frame, CelList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (SecondVariable >= 0)
            {
                frame.SetLocal(Variable, CelInt.Of(i));
                frame.SetLocal(SecondVariable, list[i]);
            }
            else
            {
                frame.SetLocal(Variable, list[i]);
            }

            if (!Advance(frame))
            {
                return;
            }
        }
    }

    private void FoldMap(EvalFrame frame, CelMap map)
    {
        foreach (var key in map.Keys)
        {
            frame.SetLocal(Variable, key);
            if (SecondVariable >= 0)
            {
                frame.SetLocal(SecondVariable, map.TryGet(key, out var value) ? value : CelError.NoSuchKey(key));
            }

            if (!Advance(frame))
            {
                return;
            }
        }
    }

    private bool Advance(EvalFrame frame)
    {
        if (Condition.Eval(frame) is CelBool { Value: false })
        {
            return false;
        }

        frame.SetLocal(Accumulator.Slot, Step.Eval(frame));
        frame.CheckInterrupt();
        return frame.Stop is null;
    }
}

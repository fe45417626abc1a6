using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>has(a.b)</c>.</summary>
internal sealed class PresenceNode(EvalNode operand, string field, ulong cost) : EvalNode
{
    private readonly CelString _field = new(field);

    public override CelValue Eval(EvalFrame frame)
    {
        var target = operand.Eval(frame);
        frame.Charge(operand.IsAttribute ? cost : cost + 1);
        if (target.IsError)
        {
            return target;
        }

        if (target is CelOptional optional)
        {
            if (optional.Value is null)
            {
                return CelBool.False;
            }

            target = optional.Value;
        }

        if (target is CelObject { } held)
        {
            return held.HasField(field) is { } isSet ? CelBool.Of(isSet) : new CelError($"no such field '{field}'");
        }

        return Access.Field(target, _field, isTest: true) is { } found ? found is CelError error ? error : CelBool.True : CelBool.False;
    }
}

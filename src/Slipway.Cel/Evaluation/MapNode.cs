using Slipway.Cel.Costs;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>{a: b, ?c: d}</c>.</summary>
internal sealed class MapNode((EvalNode Key, EvalNode Value, bool IsOptional)[] entries) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var map = new OrderedDictionary<CelValue, CelValue>(entries.Length);
        foreach (var (keyNode, valueNode, isOptional) in entries)
        {
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

            if (isOptional)
            {
                if (value is not CelOptional optional)
                {
                    return new CelError($"cannot initialize optional entry '{key}' from non-optional value {value}");
                }

                if (optional.Value is null)
                {
                    continue;
                }

                value = optional.Value;
            }

            if (key.Kind is not (CelKind.String or CelKind.Bool or CelKind.Int or CelKind.UInt))
            {
                return new CelError($"unsupported key type: {key.Type.Name}");
            }

            if (!map.TryAdd(key, value))
            {
                return new CelError($"Failed with repeated key: {key}");
            }
        }

        frame.Charge(StandardCosts.NewMap);
        return CelMap.Of(map);
    }
}

using Slipway.Cel.Costs;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>Name{field: value}</c>.</summary>
internal sealed class StructNode(
    ICelTypeProvider types, string typeName, (string Name, EvalNode Value, bool IsOptional)[] fields) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var values = new List<KeyValuePair<string, CelValue>>(fields.Length);
        foreach (var (name, node, isOptional) in fields)
        {
            var value = node.Eval(frame);
            if (value.IsError)
            {
                return value;
            }

            if (isOptional)
            {
                if (value is not CelOptional optional)
                {
                    return new CelError($"cannot initialize optional entry '{name}' from non-optional value {value}");
                }

                if (optional.Value is null)
                {
                    continue;
                }

                value = optional.Value;
            }

            values.Add(KeyValuePair.Create(name, value));
        }

        frame.Charge(StandardCosts.NewObject);
        return types.CreateObject(typeName, values);
    }
}

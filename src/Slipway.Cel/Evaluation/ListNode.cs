using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary><c>[a, ?b]</c>.</summary>
/// <param name="elements">The elements.</param>
/// <param name="optionals">Which of them are optional; empty where none is.</param>
internal sealed class ListNode(EvalNode[] elements, bool[] optionals) : EvalNode
{
    public override CelValue Eval(EvalFrame frame)
    {
        var values = new CelValue[elements.Length];
        var count = 0;
        for (var i = 0; i < elements.Length; i++)
        {
            var value = elements[i].Eval(frame);
            if (value.IsError)
            {
                return value;
            }

            if (optionals.Length > 0 && optionals[i])
            {
                if (value is not CelOptional optional)
                {
                    return new CelError($"cannot initialize optional list element from non-optional value {value}");
                }

                if (optional.Value is null)
                {
                    continue;
                }

                value = optional.Value;
            }

            values[count++] = value;
        }

        frame.Charge(StandardCosts.NewList);
        return CelList.Of(count == values.Length ? values : values[..count]);
    }
}

using System.Text.Json;
using Slipway.ApiServer.Metrics;

namespace Slipway.Cli.Metrics;

/// <summary>An object's conditions: what each says, or since when.</summary>
/// <param name="Name">Its name without the kind's prefix.</param>
/// <param name="Help">What it tells.</param>
/// <param name="TellsTime">Whether it tells of the last transition; else of the status.</param>
internal sealed record ConditionFigure(string Name, string Help, bool TellsTime) : ObjectFigure(Name, Help)
{
    private static readonly string[] Statuses = ["True", "False", "Unknown"];
    private static readonly FieldPath Conditions = "status.conditions";
    private static readonly FieldPath Type = "type";
    private static readonly FieldPath Status = "status";
    private static readonly FieldPath Transition = "lastTransitionTime";

    public override void Write(MetricText text, string name, JsonElement obj, ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (Conditions.In(obj) is not { ValueKind: JsonValueKind.Array } conditions)
        {
            return;
        }

        foreach (var condition in conditions.EnumerateArray())
        {
            var (type, status) = (Text(Type.In(condition)), Text(Status.In(condition)));
            if (!TellsTime)
            {
                foreach (var one in Statuses)
                {
                    text.Sample(name, one == status ? 1 : 0, [.. labels, ("type", type), ("status", one)]);
                }
            }
            else if (Number(Transition.In(condition)) is { } time)
            {
                text.Sample(name, time, [.. labels, ("type", type), ("status", status)]);
            }
        }
    }
}

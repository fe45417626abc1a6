using System.Text.Json;
using Slipway.ApiServer.Metrics;

namespace Slipway.Cli.Metrics;

/// <summary>Which of several states an object is in: a sample for each, 1 for the one that holds.</summary>
/// <param name="Name">Its name without the kind's prefix.</param>
/// <param name="Help">What it tells.</param>
/// <param name="Path">Where the state stands.</param>
/// <param name="Label">The label that names the state.</param>
/// <param name="States">All states.</param>
internal sealed record StateFigure(string Name, string Help, FieldPath Path, string Label, params string[] States) : ObjectFigure(Name, Help)
{
    public override void Write(MetricText text, string name, JsonElement obj, ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (Path.In(obj) is { } found)
        {
            var state = Text(found);
            foreach (var one in States)
            {
                text.Sample(name, one == state ? 1 : 0, [.. labels, (Label, one)]);
            }
        }
    }
}

using System.Text.Json;
using Slipway.ApiServer.Metrics;

namespace Slipway.Cli.Metrics;

/// <summary>A number of an object.</summary>
/// <param name="Name">Its name without the kind's prefix.</param>
/// <param name="Help">What it tells.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="ZeroWhenAbsent">Whether an object without it counts as zero; else it is left out.</param>
internal sealed record GaugeFigure(string Name, string Help, FieldPath Path, bool ZeroWhenAbsent = false) : ObjectFigure(Name, Help)
{
    public override void Write(MetricText text, string name, JsonElement obj, ReadOnlySpan<(string Name, string Value)> labels)
    {
        if ((Number(Path.In(obj)) ?? (ZeroWhenAbsent ? 0 : null)) is { } number)
        {
            text.Sample(name, number, labels);
        }
    }
}

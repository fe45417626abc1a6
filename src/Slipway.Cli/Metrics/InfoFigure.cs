using System.Text.Json;
using Slipway.ApiServer.Metrics;

namespace Slipway.Cli.Metrics;

/// <summary>Says in labels what an object is, or what each entry of one of its lists is; the value is always 1.</summary>
/// <param name="Name">Its name without the kind's prefix.</param>
/// <param name="Help">What it tells.</param>
/// <param name="Of">The path of the value or list that it is about; empty for the object itself. An object without it is left out.</param>
/// <param name="Labels">The labels, and the path that each is read from.</param>
internal sealed record InfoFigure(string Name, string Help, FieldPath Of, params (string Label, FieldPath Path)[] Labels)
    : ObjectFigure(Name, Help)
{
    public override void Write(MetricText text, string name, JsonElement obj, ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (Of.IsEmpty)
        {
            WriteOne(text, name, obj, labels);
        }
        else if (Of.In(obj) is { } found)
        {
            foreach (var entry in found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToArray() : [found])
            {
                WriteOne(text, name, entry, labels);
            }
        }
    }

    private void WriteOne(MetricText text, string name, JsonElement about, ReadOnlySpan<(string Name, string Value)> labels) =>
        text.Sample(name, 1, [.. labels, .. Labels.Select(l => (l.Label, Text(l.Path.In(about))))]);
}

using System.Globalization;
using System.Text.Json;
using Slipway.ApiServer.Metrics;

namespace Slipway.Cli.Metrics;

/// <summary>One metric that is told of each object of a kind, as kube-state-metrics tells of custom resources.</summary>
/// <param name="Name">Its name without the kind's prefix.</param>
/// <param name="Help">What it tells.</param>
internal abstract record ObjectFigure(string Name, string Help)
{
    /// <summary>Writes the samples of one object.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="name">The metric's whole name.</param>
    /// <param name="obj">The object.</param>
    /// <param name="labels">What names the object, in every sample.</param>
    public abstract void Write(MetricText text, string name, JsonElement obj, ReadOnlySpan<(string Name, string Value)> labels);

    /// <summary>A value as a label has it; empty when there is none.</summary>
    public static string Text(JsonElement? value) => value switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } other => other.GetRawText(),
    };

    /// <summary>A value as a number: flags are 1 and 0, times seconds since 1970, percentages shares of 1; null when it is none of these.</summary>
    protected static double? Number(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.True } => 1,
        { ValueKind: JsonValueKind.False } => 0,
        { ValueKind: JsonValueKind.String } text => Number(text.GetString()!),
        _ => null,
    };

    private static double? Number(string text)
    {
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
        {
            return percent / 100;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeSeconds()
            : null;
    }
}

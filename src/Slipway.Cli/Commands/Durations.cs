using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Cli.Commands;

/// <summary>Reads durations as kubectl does: <c>90s</c>, <c>5m</c>, <c>1h30m</c>; a bare number is seconds.</summary>
internal static partial class Durations
{
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text) is { } duration)
        {
            return duration;
        }

        result.AddError($"'{text}' is not a duration: write it as 90s, 5m or 1h30m.");
        return null;
    }

    internal static TimeSpan? TryParse(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        var match = Units().Match(text);
        return match.Success && text.Length > 0
            ? TimeSpan.FromSeconds((Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s") + (Number(match, "ms") / 1000))
            : null;
    }

    private static double Number(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var digits } ? double.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<h>\d+)h)?((?<m>\d+)m)?((?<s>\d+(\.\d+)?)s)?((?<ms>\d+)ms)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Units();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Dev.DevMachines;

/// <summary>Durations as Go writes them, such as <c>1m30s</c> or <c>500ms</c>.</summary>
internal static partial class GoDuration
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text is null or "" || !Form().IsMatch(text))
        {
            return false;
        }

        var seconds = 0.0;
        foreach (Match part in Part().Matches(text))
        {
            seconds += double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * SecondsPer(part.Groups["unit"].Value);
        }

        // A day is longer than anybody waits for a pretended machine.
        duration = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
        return true;
    }

    private static double SecondsPer(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" => 1e-6,
        _ => 1e-9,
    };

    [GeneratedRegex(@"^((\d+(\.\d+)?)(h|ms|m|s|us|µs|ns))+$|^0$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>h|ms|m|s|us|µs|ns)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}

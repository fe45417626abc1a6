using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Kubernetes.Formats;

/// <summary>Durations as Go and Kubernetes' <c>metav1.Duration</c> write them, such as <c>1m30s</c> or <c>500ms</c>.</summary>
public static partial class GoDuration
{
    /// <summary>
    /// Reads a duration that is not negative; false when the text is none. What is longer than a <see cref="TimeSpan"/> can be is the
    /// longest one.
    /// </summary>
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

        duration = seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        return true;
    }

    /// <summary>Writes whole seconds, such as <c>1h2m3s</c>; null for null.</summary>
    public static string? FromSeconds(long? seconds)
    {
        if (seconds is not { } total)
        {
            return null;
        }

        var (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60);
        return hours > 0 ? $"{hours}h{minutes}m{rest}s" : minutes > 0 ? $"{minutes}m{rest}s" : $"{rest}s";
    }

    /// <summary>Writes whole days in hours, as Go has no day; null for null.</summary>
    public static string? FromDays(int? days) => FromSeconds(days * 86400L);

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

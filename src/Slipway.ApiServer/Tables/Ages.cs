using System.Globalization;

namespace Slipway.ApiServer.Tables;

/// <summary>Time spans as kubectl prints ages: two units at most, fewer as they grow.</summary>
internal static class Ages
{
    /// <summary>The age of a timestamp, or of none.</summary>
    public static string Of(string timestamp, DateTimeOffset now) =>
        DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Of(now - time) : "<unknown>";

    /// <summary>The span as text, such as <c>5m30s</c>, <c>3d4h</c> or <c>2y30d</c>.</summary>
    public static string Of(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        var (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
        var years = days / 365;
        FormattableString text = (seconds, minutes, hours, days, years) switch
        {
            ( < -1, _, _, _, _) => $"<invalid>",
            ( < 0, _, _, _, _) => $"0s",
            ( < 120, _, _, _, _) => $"{seconds}s",
            (_, < 10, _, _, _) when seconds % 60 == 0 => $"{minutes}m",
            (_, < 10, _, _, _) => $"{minutes}m{seconds % 60}s",
            (_, < 180, _, _, _) => $"{minutes}m",
            (_, _, < 8, _, _) when minutes % 60 == 0 => $"{hours}h",
            (_, _, < 8, _, _) => $"{hours}h{minutes % 60}m",
            (_, _, < 48, _, _) => $"{hours}h",
            (_, _, < 192, _, _) when hours % 24 == 0 => $"{days}d",
            (_, _, < 192, _, _) => $"{days}d{hours % 24}h",
            (_, _, _, < 730, _) => $"{days}d",
            (_, _, _, _, < 8) when days % 365 == 0 => $"{years}y",
            (_, _, _, _, < 8) => $"{years}y{days % 365}d",
            _ => $"{years}y",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}

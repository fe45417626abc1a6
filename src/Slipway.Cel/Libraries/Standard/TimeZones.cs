using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Points of time as a place's clock shows them.</summary>
internal static class TimeZones
{
    public static DateTime Utc(CelTimestamp time) =>
        DateTime.UnixEpoch.AddTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanos / 100));

    /// <param name="time">The point.</param>
    /// <param name="zone">An IANA name, or an offset such as <c>-08:00</c>; empty means UTC.</param>
    /// <param name="local">What the clock shows.</param>
    /// <param name="error">Why there is no such zone.</param>
    public static bool TryLocal(CelTimestamp time, string zone, out DateTime local, [NotNullWhen(false)] out CelError? error)
    {
        var utc = Utc(time);
        local = utc;
        if (!TryOffset(utc, zone, out var offset, out error))
        {
            return false;
        }

        var ticks = utc.Ticks + offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            error = new CelError("timestamp overflow");
            return false;
        }

        local = new DateTime(ticks, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryOffset(DateTime utc, string zone, out TimeSpan offset, [NotNullWhen(false)] out CelError? error)
    {
        offset = TimeSpan.Zero;
        error = null;
        if (zone is "" or "UTC")
        {
            return true;
        }

        var colon = zone.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            {
                error = new CelError($"unknown time zone {zone}");
                return false;
            }

            offset = found.GetUtcOffset(utc);
            return true;
        }

        if (!int.TryParse(zone.AsSpan(0, colon), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(zone.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || Math.Abs(hours) > 24)
        {
            error = new CelError($"strconv.Atoi: parsing \"{zone}\": invalid syntax");
            return false;
        }

        if (minutes > 59)
        {
            error = new CelError($"timezone offset minutes out of range [0, 59]: {zone}");
            return false;
        }

        offset = TimeSpan.FromMinutes((hours * 60) + (zone[0] == '-' ? -minutes : minutes));
        return true;
    }
}

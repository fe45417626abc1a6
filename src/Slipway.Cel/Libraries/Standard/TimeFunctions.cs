using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Points and spans of time: conversions, sums, and their parts such as <c>getHours</c>.</summary>
internal static class TimeFunctions
{
    private const long Milli = 1_000_000;

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Conversions(),
        .. Arithmetic(),
        .. Parts("getFullYear", "year", static t => t.Year),
        .. Parts("getMonth", "month", static t => t.Month - 1),
        .. Parts("getDayOfYear", "day_of_year", static t => t.DayOfYear - 1),
        .. Parts("getDayOfMonth", "day_of_month", static t => t.Day - 1),
        .. Parts("getDate", "day_of_month_1_based", static t => t.Day),
        .. Parts("getDayOfWeek", "day_of_week", static t => (int)t.DayOfWeek),
        .. Parts("getHours", "hours", static t => t.Hour, 3600L * CelTime.NanosPerSecond),
        .. Parts("getMinutes", "minutes", static t => t.Minute, 60L * CelTime.NanosPerSecond),
        .. Parts("getSeconds", "seconds", static t => t.Second, CelTime.NanosPerSecond),
        .. Parts("getMilliseconds", "milliseconds", static t => t.Millisecond, Milli),
    ];

    private static CelOverload[] Conversions() =>
    [
        ConversionFunctions.To("duration", "duration_to_duration", CelType.Duration, CelType.Duration, static v => v),
        ConversionFunctions.To(
            "duration",
            "string_to_duration",
            CelType.String,
            CelType.Duration,
            static v => (CelValue?)TimeParser.Duration(((CelString)v).Value)
                ?? ConversionFunctions.CannotConvert(CelType.String, CelType.Duration)),
        ConversionFunctions.To("timestamp", "timestamp_to_timestamp", CelType.Timestamp, CelType.Timestamp, static v => v),
        ConversionFunctions.To(
            "timestamp", "int64_to_timestamp", CelType.Int, CelType.Timestamp, static v => TimeArithmetic.FromSeconds(((CelInt)v).Value)),
        ConversionFunctions.To(
            "timestamp",
            "string_to_timestamp",
            CelType.String,
            CelType.Timestamp,
            static v => (CelValue?)TimeParser.Timestamp(((CelString)v).Value)
                ?? ConversionFunctions.CannotConvert(CelType.String, CelType.Timestamp)),
    ];

    private static CelOverload[] Arithmetic() =>
    [
        CelOverload.Global(
            CelOperators.Add,
            "add_duration_duration",
            [CelType.Duration, CelType.Duration],
            CelType.Duration,
            static a => TimeArithmetic.Add((CelDuration)a[0], (CelDuration)a[1])),
        CelOverload.Global(
            CelOperators.Add,
            "add_duration_timestamp",
            [CelType.Duration, CelType.Timestamp],
            CelType.Timestamp,
            static a => TimeArithmetic.Add((CelTimestamp)a[1], (CelDuration)a[0])),
        CelOverload.Global(
            CelOperators.Add,
            "add_timestamp_duration",
            [CelType.Timestamp, CelType.Duration],
            CelType.Timestamp,
            static a => TimeArithmetic.Add((CelTimestamp)a[0], (CelDuration)a[1])),
        CelOverload.Global(
            CelOperators.Subtract,
            "subtract_duration_duration",
            [CelType.Duration, CelType.Duration],
            CelType.Duration,
            static a => TimeArithmetic.Subtract((CelDuration)a[0], (CelDuration)a[1])),
        CelOverload.Global(
            CelOperators.Subtract,
            "subtract_timestamp_duration",
            [CelType.Timestamp, CelType.Duration],
            CelType.Timestamp,
            static a => TimeArithmetic.Subtract((CelTimestamp)a[0], (CelDuration)a[1])),
        CelOverload.Global(
            CelOperators.Subtract,
            "subtract_timestamp_timestamp",
            [CelType.Timestamp, CelType.Timestamp],
            CelType.Duration,
            static a => TimeArithmetic.Subtract((CelTimestamp)a[0], (CelTimestamp)a[1])),
    ];

    /// <param name="function">Name of the function.</param>
    /// <param name="id">What the overloads' ids end with.</param>
    /// <param name="part">The part of a point.</param>
    /// <param name="unit">Nanoseconds that a span is counted in; 0 where spans do not have the part.</param>
    private static IEnumerable<CelOverload> Parts(string function, string id, Func<DateTime, int> part, long unit = 0)
    {
        yield return CelOverload.Member(
            function, $"timestamp_to_{id}", [CelType.Timestamp], CelType.Int, a => CelInt.Of(part(TimeZones.Utc((CelTimestamp)a[0]))));

        // The id of this one overload breaks the pattern.
        var zoned = id == "seconds" ? "timestamp_to_seconds_tz" : $"timestamp_to_{id}_with_tz";
        yield return CelOverload.Member(
            function,
            zoned,
            [CelType.Timestamp, CelType.String],
            CelType.Int,
            a => TimeZones.TryLocal((CelTimestamp)a[0], a.Text(1), out var local, out var error) ? CelInt.Of(part(local)) : error);
        if (unit > 0)
        {
            yield return CelOverload.Member(
                function, $"duration_to_{id}", [CelType.Duration], CelType.Int, a => CelInt.Of(((CelDuration)a[0]).Nanoseconds / unit));
        }
    }
}

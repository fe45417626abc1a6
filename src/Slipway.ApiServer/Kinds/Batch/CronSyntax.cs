using System.Globalization;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>Schedules of CronJobs, with the words of the library that kube-apiserver reads them with.</summary>
internal static class CronSyntax
{
    private static readonly (int Min, int Max, string[] Names)[] Fields =
    [
        (0, 59, []),
        (0, 23, []),
        (1, 31, []),
        (1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    private static readonly string[] Descriptors = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    /// <summary>What is wrong with a schedule; null for a good one.</summary>
    public static string? Error(string schedule)
    {
        var spec = schedule;
        if (spec.StartsWith("TZ=", StringComparison.Ordinal) || spec.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var end = spec.IndexOf(' ', StringComparison.Ordinal);
            spec = end < 0 ? "" : spec[end..].Trim();
        }

        if (spec.StartsWith('@'))
        {
            return Array.IndexOf(Descriptors, spec) >= 0 || spec.StartsWith("@every ", StringComparison.Ordinal)
                ? null
                : $"unrecognized descriptor: {spec}";
        }

        var parts = spec.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
        {
            return $"expected exactly {Fields.Length} fields, found {parts.Length}: [{string.Join(' ', parts)}]";
        }

        for (var i = 0; i < parts.Length; i++)
        {
            foreach (var range in parts[i].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (RangeError(range, Fields[i].Min, Fields[i].Max, Fields[i].Names) is { } error)
                {
                    return error;
                }
            }
        }

        return null;
    }

    private static string? RangeError(string range, int min, int max, string[] names)
    {
        var steps = range.Split('/');
        var bounds = steps[0].Split('-');
        int start, end;
        if (bounds[0] is "*" or "?")
        {
            (start, end) = (min, max);
        }
        else
        {
            if (bounds.Length > 2)
            {
                return $"too many hyphens: {range}";
            }

            if (NumberError(bounds[0], min, names, out start) is { } first)
            {
                return first;
            }

            end = start;
            if (bounds.Length == 2 && NumberError(bounds[1], min, names, out end) is { } second)
            {
                return second;
            }
        }

        var step = 1;
        if (steps.Length > 2)
        {
            return $"too many slashes: {range}";
        }

        if (steps.Length == 2)
        {
            if (NumberError(steps[1], min, [], out step) is { } third)
            {
                return third;
            }

            end = bounds.Length == 1 ? max : end;
        }

        return start < min ? $"beginning of range ({start}) below minimum ({min}): {range}"
            : end > max ? $"end of range ({end}) above maximum ({max}): {range}"
            : start > end ? $"beginning of range ({start}) beyond end of range ({end}): {range}"
            : step == 0 ? $"step of range should be a positive number: {range}"
            : null;
    }

    private static string? NumberError(string text, int min, string[] names, out int number)
    {
        var named = Array.IndexOf(names, text.ToLowerInvariant());
        if (named >= 0)
        {
            number = named + min;
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return $"failed to parse int from {text}: strconv.Atoi: parsing \"{text}\": invalid syntax";
        }

        return number < 0 ? $"negative number ({number}) not allowed: {text}" : null;
    }
}

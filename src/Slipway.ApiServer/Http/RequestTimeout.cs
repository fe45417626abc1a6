using System.Globalization;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http;

/// <summary>The query parameter <c>timeout</c>: a duration in Go's notation, which the client allows the request to take.</summary>
internal static class RequestTimeout
{
    /// <summary>The time that a request has.</summary>
    /// <param name="text">The parameter; empty when the client does not say.</param>
    /// <param name="limit">The server's own limit, which also holds for 0 and less.</param>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The parameter is no duration (400).</exception>
    public static TimeSpan Of(string text, TimeSpan limit)
    {
        if (text.Length == 0)
        {
            return limit;
        }

        if (Parse(text, out var seconds) is { } error)
        {
            throw FrontErrors.BadRequest($"invalid timeout specified in the request URL - time: {error}");
        }

        return seconds > 0 && seconds < limit.TotalSeconds ? TimeSpan.FromSeconds(seconds) : limit;
    }

    // Go's time.ParseDuration and its errors.
    private static string? Parse(string text, out double seconds)
    {
        seconds = 0;
        var rest = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        if (rest is "0")
        {
            return null;
        }

        var quoted = GoText.Quote(text);
        if (rest.IsEmpty)
        {
            return $"invalid duration {quoted}";
        }

        while (!rest.IsEmpty)
        {
            var digits = LengthOf(rest, number: true);
            if (!double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return $"invalid duration {quoted}";
            }

            rest = rest[digits..];
            var unit = rest[..LengthOf(rest, number: false)];
            if (unit.IsEmpty)
            {
                return $"missing unit in duration {quoted}";
            }

            if (SecondsPer(unit) is not { } factor)
            {
                return $"unknown unit {GoText.Quote(unit.ToString())} in duration {quoted}";
            }

            seconds += number * factor;
            rest = rest[unit.Length..];
        }

        seconds = text[0] == '-' ? -seconds : seconds;
        return null;
    }

    private static int LengthOf(ReadOnlySpan<char> text, bool number)
    {
        var length = 0;
        while (length < text.Length && (text[length] is '.' or (>= '0' and <= '9')) == number)
        {
            length++;
        }

        return length;
    }

    private static double? SecondsPer(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" or "μs" => 1e-6,
        "ns" => 1e-9,
        _ => null,
    };
}

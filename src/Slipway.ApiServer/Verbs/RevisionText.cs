using System.Globalization;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Reads the resourceVersion of gets, lists and watches.</summary>
internal static class RevisionText
{
    /// <summary>The number; null for a text that is none.</summary>
    public static long? TryParse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    /// <summary>The number; one beyond what this server can ever reach counts as the largest.</summary>
    /// <param name="text">The text.</param>
    /// <param name="refuse">Makes the exception from what is wrong, in Go's words.</param>
    public static long Parse(string text, Func<string, KubeApiException> refuse)
    {
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            return (long)Math.Min(revision, long.MaxValue);
        }

        var quoted = GoText.Quote(text);
        var why = text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? "value out of range" : "invalid syntax";
        throw refuse($"resourceVersion: Invalid value: {quoted}: strconv.ParseUint: parsing {quoted}: {why}");
    }

    public static string Format(long revision) => revision.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Verbs;

/// <summary>Reads the resourceVersion of lists and watches.</summary>
internal static class RevisionText
{
    /// <summary>The number; null for a text that is none.</summary>
    public static long? TryParse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    /// <summary>The number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="refuse">Makes the exception from what is wrong, in Go's words.</param>
    public static long Parse(string text, Func<string, KubeApiException> refuse) => TryParse(text)
        ?? throw refuse($"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");

    public static string Format(long revision) => revision.ToString(CultureInfo.InvariantCulture);
}

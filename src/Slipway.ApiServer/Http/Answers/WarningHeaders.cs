using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Slipway.ApiServer.Http.Answers;

/// <summary><c>Warning</c> headers as kube-apiserver limits them: each text once, and shortened when all together are too long.</summary>
internal static class WarningHeaders
{
    private const int MaxTotal = 4096;
    private const int MaxShortened = 256;

    public static void AddWarnings(this HttpResponse response, ImmutableArray<string> warnings)
    {
        if (warnings.IsEmpty)
        {
            return;
        }

        var texts = warnings.Where(w => w.Length > 0 && !w.Any(char.IsControl)).Distinct(StringComparer.Ordinal).ToArray();
        var shortens = texts.Sum(t => t.Length) > MaxTotal;
        var total = 0;
        foreach (var text in texts)
        {
            if (total >= MaxTotal)
            {
                return;
            }

            var shown = shortens && text.Length > MaxShortened ? text[..MaxShortened] : text;
            total += shown.Length;
            response.Headers.Append("Warning", $"299 - \"{Quote(shown)}\"");
        }
    }

    // Quotes are escaped as RFC 7234 wants; what is not ASCII goes out as UTF-8.
    private static string Quote(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}

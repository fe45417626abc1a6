using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission.Checks;

/// <summary>Whole numbers in text, read as Go's strconv reads them, with its words for what is none.</summary>
internal static partial class GoInteger
{
    /// <summary>What is wrong with the number; null when it is one within the limits.</summary>
    /// <param name="function">The function that the words name, such as <c>Atoi</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="min">The least number.</param>
    /// <param name="max">The greatest number.</param>
    public static string? Error(string function, string text, long min, long max)
    {
        if (!Number().IsMatch(text))
        {
            return Text(function, text, "invalid syntax");
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
            ? null
            : Text(function, text, "value out of range");
    }

    private static string Text(string function, string text, string problem) =>
        $"strconv.{function}: parsing {GoText.Quote(text)}: {problem}";

    [GeneratedRegex(@"^[+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

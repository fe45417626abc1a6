using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Slipway.Cel.Libraries.Standard;

namespace Slipway.Cel.Libraries;

/// <summary>Regular expressions as the language has them: RE2's syntax, and time linear in the text.</summary>
public static class CelRegex
{
    /// <summary>Reads a regular expression; the error is RE2's.</summary>
    /// <param name="pattern">The expression in RE2's syntax.</param>
    /// <param name="captures">Whether groups are captured; a test alone is quicker without.</param>
    /// <param name="regex">The expression; it takes time linear in the text.</param>
    /// <param name="error">Why the pattern is none.</param>
    public static bool TryParse(
        string pattern, bool captures, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error) =>
        Re2.TryParse(pattern, captures, out regex, out error);
}

using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission.Checks;

/// <summary>
/// A semantic version (2.0.0) as far as rules compare it, read as strictly as upstream's parser reads it, and with its words for what
/// is none.
/// </summary>
internal readonly partial record struct SemanticVersion(ulong Major, ulong Minor, ulong Patch, string Suffix) : IComparable<SemanticVersion>
{
    /// <summary>Reads a version as it stands; null and an error for what is none.</summary>
    public static SemanticVersion? Parse(string text, out string? error)
    {
        var parts = text.Split('.', 3);
        error = text.Length == 0 ? "Version string empty" : parts.Length < 3 ? "No Major.Minor.Patch elements found" : null;
        if (error is not null)
        {
            return null;
        }

        var plus = parts[2].IndexOf('+', StringComparison.Ordinal);
        var release = plus < 0 ? parts[2] : parts[2][..plus];
        var hyphen = release.IndexOf('-', StringComparison.Ordinal);
        var patch = hyphen < 0 ? release : release[..hyphen];
        error = NumberError("Major", parts[0]) ?? NumberError("Minor", parts[1]) ?? NumberError("Patch", patch)
            ?? (hyphen < 0 ? null : release[(hyphen + 1)..].Split('.').Select(PreReleaseError).FirstOrDefault(e => e is not null))
            ?? (plus < 0 ? null : parts[2][(plus + 1)..].Split('.').Select(BuildError).FirstOrDefault(e => e is not null));
        return error is null ? new(Number(parts[0]), Number(parts[1]), Number(patch), parts[2][patch.Length..]) : null;
    }

    /// <summary>Reads a version that may begin with v, lack numbers at its end or begin them with zeroes.</summary>
    public static SemanticVersion? ParseTolerant(string text, out string? error)
    {
        text = text.Trim();
        var parts = (text.StartsWith('v') ? text[1..] : text).Split('.', 3).Select(WithoutZeroes).ToList();
        if (parts.Count < 3 && parts[^1].AsSpan().ContainsAny('+', '-'))
        {
            error = "Short version cannot contain PreRelease/Build meta data";
            return null;
        }

        return Parse(string.Join('.', parts.Concat(Enumerable.Repeat("0", 3 - parts.Count))), out error);
    }

    /// <summary>Compares the three numbers only.</summary>
    public int CompareTo(SemanticVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>The three numbers.</summary>
    public string Release() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    /// <summary>The version without a leading v.</summary>
    public override string ToString() => Release() + Suffix;

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string WithoutZeroes(string part)
    {
        if (part.Length < 2)
        {
            return part;
        }

        var rest = part.TrimStart('0');
        return rest.Length == 0 || !char.IsAsciiDigit(rest[0]) ? "0" + rest : rest;
    }

    private static string? NumberError(string which, string text)
    {
        if (!text.All(char.IsAsciiDigit))
        {
            return $"Invalid character(s) found in {which.ToLowerInvariant()} number {GoText.Quote(text)}";
        }

        if (text is ['0', _, ..])
        {
            return $"{which} number must not contain leading zeroes {GoText.Quote(text)}";
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : $"strconv.ParseUint: parsing {GoText.Quote(text)}: {(text.Length == 0 ? "invalid syntax" : "value out of range")}";
    }

    private static string? PreReleaseError(string part) => part switch
    {
        "" => "Prerelease is empty",
        ['0', _, ..] when part.All(char.IsAsciiDigit) => $"Numeric PreRelease version must not contain leading zeroes {GoText.Quote(part)}",
        _ => Identifier().IsMatch(part) ? null : $"Invalid character(s) found in prerelease {GoText.Quote(part)}",
    };

    private static string? BuildError(string part) => part.Length == 0 ? "Build meta data is empty"
        : Identifier().IsMatch(part) ? null
        : $"Invalid character(s) found in build meta data {GoText.Quote(part)}";

    [GeneratedRegex(@"^[0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}

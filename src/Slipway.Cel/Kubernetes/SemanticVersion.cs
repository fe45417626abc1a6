using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Slipway.Cel.Kubernetes;

/// <summary>A semantic version. Build metadata are no part of its order and equality.</summary>
internal sealed class SemanticVersion : IComparable<SemanticVersion>, IEquatable<SemanticVersion>
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789");

    private readonly string[] _prerelease;

    private SemanticVersion(ulong major, ulong minor, ulong patch, string[] prerelease)
    {
        (Major, Minor, Patch, _prerelease) = (major, minor, patch, prerelease);
    }

    public ulong Major { get; }

    public ulong Minor { get; }

    public ulong Patch { get; }

    /// <summary>Reads a version; false with the words of kube-apiserver's parser when it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lenient">Whether a leading v, missing parts and leading zeros are taken.</param>
    /// <param name="version">The version.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(
        string text, bool lenient, [NotNullWhen(true)] out SemanticVersion? version, [NotNullWhen(false)] out string? error)
    {
        version = null;
        error = null;
        if (lenient && Normalize(ref text) is { } wrong)
        {
            error = wrong;
            return false;
        }

        error = Parse(text, out version);
        return error is null;
    }

    public int CompareTo(SemanticVersion? other)
    {
        var order = (Major, Minor, Patch).CompareTo((other!.Major, other.Minor, other.Patch));
        if (order != 0)
        {
            return Math.Sign(order);
        }

        if (_prerelease.Length == 0 || other._prerelease.Length == 0)
        {
            return other._prerelease.Length.CompareTo(_prerelease.Length);
        }

        for (var i = 0; i < Math.Min(_prerelease.Length, other._prerelease.Length); i++)
        {
            if (Compare(_prerelease[i], other._prerelease[i]) is var part and not 0)
            {
                return part;
            }
        }

        return _prerelease.Length.CompareTo(other._prerelease.Length);
    }

    public bool Equals(SemanticVersion? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as SemanticVersion);

    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch, _prerelease.Length);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(_prerelease.Length > 0 ? "-" : "")}{string.Join('.', _prerelease)}");

    private static int Compare(string a, string b)
    {
        var (numberA, numberB) = (!a.AsSpan().ContainsAnyExcept(Digits), !b.AsSpan().ContainsAnyExcept(Digits));
        return (numberA, numberB) switch
        {
            (true, true) => Math.Sign(a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b)),
            (true, false) => -1,
            (false, true) => 1,
            _ => Math.Sign(string.CompareOrdinal(a, b)),
        };
    }

    private static string? Normalize(ref string text)
    {
        var parts = (text.StartsWith('v') ? text[1..] : text).Split('.', 3).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Length > 1)
            {
                var trimmed = parts[i].TrimStart('0');
                parts[i] = trimmed.Length == 0 || !char.IsAsciiDigit(trimmed[0]) ? "0" + trimmed : trimmed;
            }
        }

        if (parts.Count < 3 && parts[^1].AsSpan().ContainsAny('+', '-'))
        {
            return "short version cannot contain PreRelease/Build meta data";
        }

        while (parts.Count < 3)
        {
            parts.Add("0");
        }

        text = string.Join('.', parts);
        return null;
    }

    private static string? Parse(string text, out SemanticVersion? version)
    {
        version = null;
        if (text.Length == 0)
        {
            return "Version string empty";
        }

        var parts = text.Split('.', 3);
        if (parts.Length != 3)
        {
            return "No Major.Minor.Patch elements found";
        }

        var patch = parts[2];
        string[] build = [];
        string[] prerelease = [];
        if (patch.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0)
        {
            build = patch[(plus + 1)..].Split('.');
            patch = patch[..plus];
        }

        if (patch.IndexOf('-', StringComparison.Ordinal) is var dash and >= 0)
        {
            prerelease = patch[(dash + 1)..].Split('.');
            patch = patch[..dash];
        }

        var majorError = Number(parts[0], "Major", out var major);
        var minorError = Number(parts[1], "Minor", out var minor);
        var patchError = Number(patch, "Patch", out var last);
        var error = majorError ?? minorError ?? patchError ?? prerelease.Select(PrereleaseError).FirstOrDefault(e => e is not null) ?? build.Select(BuildError).FirstOrDefault(e => e is not null);
        if (error is null)
        {
            version = new SemanticVersion(major, minor, last, prerelease);
        }

        return error;
    }

    private static string? Number(string text, string name, out ulong value)
    {
        value = 0;
        if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(Digits))
        {
            return text.Length == 0 && name != "Patch"
                ? "strconv.ParseUint: parsing \"\": invalid syntax"
                : $"Invalid character(s) found in {name.ToLowerInvariant()} number \"{text}\"";
        }

        if (text is ['0', _, ..])
        {
            return $"{name} number must not contain leading zeroes \"{text}\"";
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            ? null
            : $"strconv.ParseUint: parsing \"{text}\": value out of range";
    }

    private static string? PrereleaseError(string part)
    {
        if (part.Length == 0)
        {
            return "Prerelease is empty";
        }

        if (!part.AsSpan().ContainsAnyExcept(Digits))
        {
            return part is ['0', _, ..] ? $"Numeric PreRelease version must not contain leading zeroes \"{part}\"" : null;
        }

        return part.AsSpan().ContainsAnyExcept(LettersAndDigits) ? $"Invalid character(s) found in prerelease \"{part}\"" : null;
    }

    private static string? BuildError(string part) => part.Length == 0 ? "Build meta data is empty"
        : part.AsSpan().ContainsAnyExcept(LettersAndDigits) ? $"Invalid character(s) found in build meta data \"{part}\"" : null;
}

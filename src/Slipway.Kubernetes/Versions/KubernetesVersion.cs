using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Slipway.Kubernetes.Versions;

/// <summary>A Kubernetes version such as <c>v1.31.0</c>, ordered as semantic versioning (2.0.0, section 11) orders.</summary>
/// <param name="Major">The major version.</param>
/// <param name="Minor">The minor version.</param>
/// <param name="Patch">The patch version.</param>
/// <param name="PreRelease">What follows the hyphen, such as <c>rc.1</c>; empty for a release.</param>
/// <param name="Build">What follows the plus sign; empty when there is none. It has no part in the order.</param>
public readonly record struct KubernetesVersion(int Major, int Minor, int Patch, string PreRelease = "", string Build = "")
    : IComparable<KubernetesVersion>
{
    private static readonly SearchValues<char> Identifier =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.+-_");

    /// <summary>Whether the left one comes before the right one.</summary>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one comes after the right one.</summary>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one does not come after the right one.</summary>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one does not come before the right one.</summary>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a whole version, with or without the leading v. False when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KubernetesVersion version)
    {
        version = default;
        var rest = WithoutPrefix(text);
        var numbers = rest.IndexOfAny('-', '+') is >= 0 and var end ? rest[..end] : rest;
        Span<Range> parts = stackalloc Range[4];
        if (numbers.Split(parts, '.') != 3
            || !TryNumber(numbers[parts[0]], out var major)
            || !TryNumber(numbers[parts[1]], out var minor)
            || !TryNumber(numbers[parts[2]], out var patch)
            || rest.ContainsAnyExcept(Identifier))
        {
            return false;
        }

        var suffix = rest[numbers.Length..];
        var plus = suffix.IndexOf('+');
        var preRelease = plus < 0 ? suffix : suffix[..plus];
        version = new(
            major, minor, patch, preRelease.IsEmpty ? "" : preRelease[1..].ToString(), plus < 0 ? "" : suffix[(plus + 1)..].ToString());
        return true;
    }

    /// <summary>
    /// Reads which minor release a text speaks of, as version skew rules ask: <c>1.31</c>, <c>v1.31.0</c> and <c>v1.31.4-rc.1</c> are all
    /// <c>v1.31.0</c>. False when the text names no minor release.
    /// </summary>
    public static bool TryParseMinor([NotNullWhen(true)] string? text, out KubernetesVersion version)
    {
        version = default;
        var rest = WithoutPrefix(text);
        Span<Range> parts = stackalloc Range[3];
        if (rest.Split(parts, '.') < 2 || !TryNumber(rest[parts[0]], out var major))
        {
            return false;
        }

        var second = rest[parts[1]];
        var digits = second.IndexOfAny('-', '+') is >= 0 and var end ? second[..end] : second;
        if (!TryNumber(digits, out var minor))
        {
            return false;
        }

        version = new(major, minor, Patch: 0);
        return true;
    }

    /// <summary>Whether this is the given minor release or a later one; pre-releases of it count.</summary>
    public bool IsAtLeast(int major, int minor) => (Major, Minor).CompareTo((major, minor)) >= 0;

    /// <inheritdoc />
    public int CompareTo(KubernetesVersion other)
    {
        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePreRelease(PreRelease ?? "", other.PreRelease ?? "");
    }

    /// <summary>The whole version with the leading v.</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}.{Patch}");
        return text + (string.IsNullOrEmpty(PreRelease) ? "" : "-" + PreRelease) + (string.IsNullOrEmpty(Build) ? "" : "+" + Build);
    }

    private static ReadOnlySpan<char> WithoutPrefix(string? text) => text is ['v', ..] ? text.AsSpan(1) : text;

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static int ComparePreRelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // A release comes after its pre-releases.
            return (right.Length > 0).CompareTo(left.Length > 0);
        }

        var (a, b) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var (isNumberA, isNumberB) = (TryNumber(a[i], out var numberA), TryNumber(b[i], out var numberB));
            var order = isNumberA && isNumberB ? numberA.CompareTo(numberB)
                : isNumberA != isNumberB ? (isNumberA ? -1 : 1)
                : string.CompareOrdinal(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }
}

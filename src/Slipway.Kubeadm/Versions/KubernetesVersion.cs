using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Slipway.Kubeadm.Versions;

/// <summary>A Kubernetes version such as <c>v1.31.0</c>, ordered as semantic versioning orders.</summary>
/// <param name="Major">The major version.</param>
/// <param name="Minor">The minor version.</param>
/// <param name="Patch">The patch version.</param>
/// <param name="PreRelease">What follows the hyphen; empty for a release.</param>
internal readonly record struct KubernetesVersion(int Major, int Minor, int Patch, string PreRelease = "") : IComparable<KubernetesVersion>
{
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a version with or without the leading v; build metadata is left out.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KubernetesVersion version)
    {
        version = default;
        var rest = (text ?? "").TrimStart('v').Split('+')[0];
        var hyphen = rest.IndexOf('-');
        var numbers = (hyphen < 0 ? rest : rest[..hyphen]).Split('.');
        if (numbers.Length != 3 || !TryNumber(numbers[0], out var major) || !TryNumber(numbers[1], out var minor) || !TryNumber(numbers[2], out var patch))
        {
            return false;
        }

        version = new(major, minor, patch, hyphen < 0 ? "" : rest[(hyphen + 1)..]);
        return true;
    }

    /// <summary>Whether this is the given minor release or a later one; pre-releases of it count.</summary>
    public bool IsAtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);

    public int CompareTo(KubernetesVersion other)
    {
        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePreRelease(PreRelease, other.PreRelease);
    }

    public override string ToString() => PreRelease.Length == 0 ? $"v{Major}.{Minor}.{Patch}" : $"v{Major}.{Minor}.{Patch}-{PreRelease}";

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

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

using System.Globalization;

namespace Slipway.Core.Contracts;

/// <summary>Orders API versions as Kubernetes does, the best first: v2, v1, v1beta2, v1beta1, v1alpha4, then all others by name.</summary>
internal sealed class KubeVersionOrder : IComparer<string>
{
    private KubeVersionOrder()
    {
    }

    public static KubeVersionOrder BestFirst { get; } = new();

    public int Compare(string? x, string? y)
    {
        var byRank = Rank(y).CompareTo(Rank(x));
        return byRank != 0 ? byRank : string.CompareOrdinal(x, y);
    }

    private static (int Stability, int Major, int Minor) Rank(string? version)
    {
        if (version is null || version.Length < 2 || version[0] != 'v')
        {
            return default;
        }

        var digits = 1;
        while (digits < version.Length && char.IsAsciiDigit(version[digits]))
        {
            digits++;
        }

        if (!int.TryParse(version.AsSpan(1, digits - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var major))
        {
            return default;
        }

        var rest = version.AsSpan(digits);
        return rest switch
        {
            "" => (3, major, 0),
            _ when rest.StartsWith("beta") && int.TryParse(rest[4..], out var minor) => (2, major, minor),
            _ when rest.StartsWith("alpha") && int.TryParse(rest[5..], out var minor) => (1, major, minor),
            _ => default,
        };
    }
}

using System.Globalization;

namespace Slipway.ApiServer.CustomResources;

/// <summary>
/// Kubernetes' order of API versions: stable before beta before alpha, higher numbers first, then all other names by alphabet.
/// </summary>
internal sealed class VersionPriority : IComparer<string>
{
    /// <summary>The best version first.</summary>
    public static readonly VersionPriority Descending = new();

    private VersionPriority()
    {
    }

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Parse(x!), Parse(y!));
        if (left is null || right is null)
        {
            return left is null && right is null ? string.CompareOrdinal(x, y) : left is null ? 1 : -1;
        }

        return right.Value.CompareTo(left.Value);
    }

    // (stability, major, minor), each greater when better; null when it is no version of the usual form.
    private static (int Stability, int Major, int Minor)? Parse(string version)
    {
        if (version.Length < 2 || version[0] != 'v')
        {
            return null;
        }

        var rest = version.AsSpan(1);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
        {
            return Number(rest) is { } stable ? (3, stable, 0) : null;
        }

        var stability = rest[digits..].StartsWith("beta", StringComparison.Ordinal) ? 2
            : rest[digits..].StartsWith("alpha", StringComparison.Ordinal) ? 1 : 0;
        var tail = rest[digits..][(stability == 2 ? 4 : stability == 1 ? 5 : 0)..];
        return stability > 0 && Number(rest[..digits]) is { } major && Number(tail) is { } minor ? (stability, major, minor) : null;
    }

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}

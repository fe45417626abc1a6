namespace Slipway.Kubeadm.GoTemplates.Functions;

/// <summary>eq, lt and what follows from them.</summary>
internal static class Comparison
{
    /// <summary>Whether the first equals any other.</summary>
    public static bool AnyEqual(ReadOnlySpan<object?> values)
    {
        foreach (var other in values[1..])
        {
            if (AreEqual(values[0], other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the left one comes first.</summary>
    public static bool IsLess(object? left, object? right) => (Widen(left), Widen(right)) switch
    {
        (long a, long b) => a < b,
        (double a, double b) => a < b,
        (string a, string b) => string.CompareOrdinal(a, b) < 0,
        (long or double or string, long or double or string) => throw Incompatible(left, right),
        (long or double or string, var other) => throw Unordered(other),
        (var other, _) => throw Unordered(other),
    };

    /// <summary>Whether the left one comes first or equals the other.</summary>
    public static bool IsAtMost(object? left, object? right) => IsLess(left, right) || AreEqual(left, right);

    private static bool AreEqual(object? left, object? right) => (Widen(left), Widen(right)) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (bool a, bool b) => a == b,
        (long a, long b) => a == b,
        (double a, double b) => a.Equals(b) || a == b,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        _ => throw Incompatible(left, right),
    };

    // Whole numbers are compared whatever their size.
    private static object? Widen(object? value) => value is byte number ? (long)number : value;

    private static ArgumentException Incompatible(object? left, object? right) =>
        new($"cannot compare a {GoValue.TypeName(left)} with a {GoValue.TypeName(right)}");

    private static ArgumentException Unordered(object? value) => new($"takes numbers and texts, not a {GoValue.TypeName(value)}");
}

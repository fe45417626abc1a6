namespace Slipway.Cel.Values;

/// <summary>
/// How large a value may grow that an expression makes. Cost limits alone do not bound memory: a list can be doubled for a cost of 1.
/// </summary>
internal static class CelLimits
{
    /// <summary>Elements of a list.</summary>
    public const int MaxElements = 1_000_000;

    /// <summary>UTF-16 units of a string, or bytes.</summary>
    public const int MaxLength = 10_000_000;

    public static CelError ListTooLong { get; } = new("list is too long");

    public static CelError TextTooLong { get; } = new("string or bytes are too long");
}

namespace Slipway.Core.Objects;

/// <summary>Names in messages: the first few, and how many more there are.</summary>
public static class NameList
{
    /// <summary>The names with commas between them.</summary>
    /// <param name="names">The names, in order.</param>
    /// <param name="limit">How many are named.</param>
    public static string Of(IReadOnlyCollection<string> names, int limit) => names.Count <= limit
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(limit))}, ... ({names.Count - limit} more)";
}

namespace Slipway.Core.Objects;

/// <summary>Names in messages: the first few, and how many more there are.</summary>
internal static class NameList
{
    public static string Of(IReadOnlyCollection<string> names, int limit) => names.Count <= limit
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(limit))}, ... ({names.Count - limit} more)";
}

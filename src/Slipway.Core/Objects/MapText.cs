namespace Slipway.Core.Objects;

/// <summary>Labels and annotations as one text, to tell whether they have changed.</summary>
internal static class MapText
{
    /// <summary>The entries by key; equal for equal maps.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>>? map) => map is null
        ? ""
        : string.Join('\n', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}

using System.Globalization;

namespace Slipway.ApiServer.OpenApi;

/// <summary>A field of a gnostic message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name in the document.</param>
/// <param name="Form">A scalar, a wrapper or a message; empty for a string.</param>
/// <param name="IsList">Whether the document has a list of them.</param>
/// <param name="IsMap">Whether the document has an object of them by name.</param>
internal sealed record OpenApiField(int Number, string Name, string Form, bool IsList, bool IsMap)
{
    /// <summary>Reads a field's entry in the table.</summary>
    public static OpenApiField Parse(string entry)
    {
        var digits = entry.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        var form = colon < 0 ? "" : entry[(colon + 1)..];
        return new OpenApiField(
            int.Parse(entry.AsSpan(0, digits), CultureInfo.InvariantCulture),
            colon < 0 ? entry[digits..] : entry[digits..colon],
            form.TrimStart('[', ']', '{', '}'),
            form.StartsWith("[]", StringComparison.Ordinal),
            form.StartsWith("{}", StringComparison.Ordinal));
    }
}

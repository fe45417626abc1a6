using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>
/// Values as error texts show them when the checked type of kube-apiserver has no names for JSON: its fields' names in Go, in their order,
/// also those that are not set.
/// </summary>
internal static class GoFields
{
    /// <summary>A structure of texts.</summary>
    public static JsonObject Of(JsonObject value, params ReadOnlySpan<string> fields)
    {
        var shown = new JsonObject();
        foreach (var field in fields)
        {
            shown[NameOf(field)] = value.Text(field);
        }

        return shown;
    }

    /// <summary>The field of a structure in Go: <c>apiGroup</c> is <c>APIGroup</c>.</summary>
    public static string NameOf(string field) =>
        field.StartsWith("api", StringComparison.Ordinal) ? "API" + field[3..] : char.ToUpperInvariant(field[0]) + field[1..];
}

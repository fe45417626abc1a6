using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>Pieces that cells of several kinds have in common, in kube-apiserver's notation.</summary>
internal static class CellText
{
    public const string None = "<none>";
    public const string Unset = "<unset>";
    public const string Unknown = "<unknown>";

    /// <summary>A number that is zero when it is not set.</summary>
    public static long Number(this JsonObject owner, string field) => owner.Integer(field) ?? 0;

    /// <summary>A text, or something else when there is none.</summary>
    public static string TextOr(this JsonObject owner, string field, string otherwise) =>
        owner.Text(field) is { Length: > 0 } text ? text : otherwise;

    public static string Ratio(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{part}/{whole}");

    /// <summary>Labels sorted by key.</summary>
    public static string Labels(JsonObject? labels) => labels is { Count: > 0 }
        ? string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"))
        : None;

    /// <summary>A label selector; what it says with nothing in it differs by column.</summary>
    public static string Selector(JsonObject? selector, string empty)
    {
        var terms = (selector?.Map("matchLabels") ?? []).Select(l => (l.Key, Text: $"{l.Key}={l.Value}"))
            .Concat((selector?.List("matchExpressions")?.OfType<JsonObject>() ?? []).Select(e => (e.Text("key"), Requirement(e))))
            .OrderBy(t => t.Item1, StringComparer.Ordinal)
            .Select(t => t.Item2)
            .ToArray();
        return terms.Length > 0 ? string.Join(',', terms) : empty;
    }

    /// <summary>A field of each container of a pod's specification.</summary>
    public static string Containers(JsonObject? spec, string field) =>
        string.Join(',', (spec?.List("containers")?.OfType<JsonObject>() ?? []).Select(c => c.Text(field)));

    private static string Requirement(JsonObject requirement)
    {
        var key = requirement.Text("key");
        var values = string.Join(',', requirement.Texts("values").Order(StringComparer.Ordinal));
        return requirement.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "Exists" => key,
            _ => "!" + key,
        };
    }
}

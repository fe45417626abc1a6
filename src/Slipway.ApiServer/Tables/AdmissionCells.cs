using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of admission policies and their bindings.</summary>
internal static class AdmissionCells
{
    private const string Unset = "<unset>";

    public static JsonNode? Of(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Validations" => spec.List("validations")?.Count ?? 0,
            "Mutations" => spec.List("mutations")?.Count ?? 0,
            "ParamKind" => spec.Map("paramKind") is { } kind ? $"{kind.Text("apiVersion")}/{kind.Text("kind")}" : Unset,
            "PolicyName" => spec.Text("policyName"),
            "ParamRef" => spec.Map("paramRef") is { } reference ? Reference(reference) : Unset,
            _ => null,
        };
    }

    private static string Reference(JsonObject reference)
    {
        var (ns, name) = (reference.Text("namespace"), reference.Text("name"));
        return name.Length > 0 ? (ns.Length > 0 ? $"{ns}/{name}" : name)
            : reference.Map("selector") is { } selector ? Selector(selector)
            : Unset;
    }

    // The way Go prints a LabelSelector.
    private static string Selector(JsonObject selector)
    {
        var labels = (selector.Map("matchLabels") ?? []).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}: {l.Value},");
        var expressions = (selector.List("matchExpressions")?.OfType<JsonObject>() ?? []).Select(e =>
            $"LabelSelectorRequirement{{Key:{e.Text("key")},Operator:{e.Text("operator")},Values:[{string.Join(' ', e.Texts("values"))}],}},");
        return $"&LabelSelector{{MatchLabels:map[string]string{{{string.Concat(labels)}}},"
            + $"MatchExpressions:[]LabelSelectorRequirement{{{string.Concat(expressions)}}},}}";
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What may be a label selector in an object (apimachinery's <c>ValidateLabelSelector</c>).</summary>
internal static class LabelSelectorChecks
{
    /// <summary>Adds what is wrong with a selector; an absent one is fine.</summary>
    public static void Check(JsonObject? selector, string path, List<FieldError> errors)
    {
        foreach (var (key, node) in selector?.Map("matchLabels") ?? [])
        {
            AddKey(errors, $"{path}.matchLabels", key);
            var value = node?.ToString() ?? "";
            Add(errors, $"{path}.matchLabels", value, LabelSyntax.ValueError(value));
        }

        var i = 0;
        foreach (var requirement in selector?.List("matchExpressions")?.OfType<JsonObject>() ?? [])
        {
            CheckRequirement(requirement, $"{path}.matchExpressions[{i++}]", errors);
        }
    }

    /// <summary>Adds what is wrong with one requirement.</summary>
    public static void CheckRequirement(
        JsonObject requirement, string path, List<FieldError> errors, RequirementRules rules = RequirementRules.Labels)
    {
        if (rules == RequirementRules.NewerFields && requirement.Text("key").Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.key", "must be specified"));
        }

        var values = requirement.Texts("values").ToList();
        switch (requirement.Text("operator"))
        {
            case "In" or "NotIn" when values.Count == 0:
                errors.Add(FieldError.Required($"{path}.values", "must be specified when `operator` is 'In' or 'NotIn'"));
                break;
            case "Exists" or "DoesNotExist" when values.Count > 0:
                errors.Add(FieldError.Forbidden($"{path}.values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist":
                break;
            case var _ when rules != RequirementRules.Labels:
                break;
            default:
                errors.Add(FieldError.Invalid($"{path}.operator", requirement.Text("operator"), "not a valid selector operator"));
                break;
        }

        if (rules == RequirementRules.NewerFields)
        {
            return;
        }

        AddKey(errors, $"{path}.key", requirement.Text("key"));
        for (var i = 0; i < values.Count; i++)
        {
            Add(errors, $"{path}.values[{i}]", values[i], LabelSyntax.ValueError(values[i]));
        }
    }

    private static void AddKey(List<FieldError> errors, string field, string key) =>
        errors.AddRange(LabelSyntax.KeyErrors(key).Select(why => FieldError.Invalid(field, key, why)));

    private static void Add(List<FieldError> errors, string field, string value, string? why)
    {
        if (why is not null)
        {
            errors.Add(FieldError.Invalid(field, value, why));
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Kinds.Admission;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Authorization.Reviews;

/// <summary>
/// The selectors of a review about a list. No decision of RBAC depends on them; that they are malformed, or cannot be understood, is told.
/// </summary>
internal static class ReviewSelectors
{
    private const string Field = "fieldSelector";
    private const string Label = "labelSelector";

    /// <summary>Adds what is wrong with the selectors.</summary>
    public static void Validate(JsonObject resourceAttributes, List<FieldError> errors)
    {
        foreach (var name in (ReadOnlySpan<string>)[Field, Label])
        {
            if (resourceAttributes.Map(name) is not { } selector)
            {
                continue;
            }

            var path = $"spec.resourceAttributes.{name}";
            var (raw, requirements) = (selector.Text("rawSelector"), KindRules.Items(selector, "requirements").ToList());
            if (raw.Length > 0 && requirements.Count > 0)
            {
                errors.Add(FieldError.Invalid($"{path}.rawSelector", raw, "may not specified at the same time as requirements"));
            }
            else if (raw.Length == 0 && requirements.Count == 0)
            {
                errors.Add(FieldError.Required(
                    $"{path}.requirements", $"when {path} is specified, requirements or rawSelector is required"));
            }

            for (var i = 0; i < requirements.Count; i++)
            {
                LabelSelectorChecks.CheckRequirement(
                    requirements[i], $"{path}.requirements[{i}]", errors, name == Label ? RequirementRules.NewerLabels : RequirementRules.NewerFields);
            }
        }
    }

    /// <summary>What of the selectors the decision does not take into account; empty for nothing.</summary>
    public static string IgnoredParts(JsonObject resourceAttributes) => string.Join("; ", new[] { Field, Label }.Select(name =>
        resourceAttributes.Map(name) is { } selector && Understood(selector, name) is var (understood, all) && understood < all
            ? $"spec.resourceAttributes.{name} {(understood > 0 ? "partially " : "")}ignored due to parse error"
            : "").Where(text => text.Length > 0));

    private static (int Understood, int All) Understood(JsonObject selector, string name)
    {
        var requirements = KindRules.Items(selector, "requirements").ToList();
        return requirements.Count == 0
            ? (IsSelector(selector.Text("rawSelector"), name) ? 1 : 0, 1)
            : (requirements.Count(r => IsUnderstood(r, name)), requirements.Count);
    }

    // Of fields, only whether one has a value or not can be asked.
    private static bool IsUnderstood(JsonObject requirement, string name) => (requirement.Text("operator"), requirement.Texts("values").Count()) switch
    {
        ("In" or "NotIn", var count) => name == Label || count == 1,
        ("Exists" or "DoesNotExist", _) => name == Label,
        _ => false,
    };

    private static bool IsSelector(string text, string name)
    {
        try
        {
            _ = name == Label ? (object)LabelSelector.Parse(text) : FieldSelector.Parse(text);
            return true;
        }
        catch (SelectorParseException)
        {
            return false;
        }
    }
}

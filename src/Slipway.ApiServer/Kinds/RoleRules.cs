using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Admission;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds;

/// <summary>Roles and ClusterRoles: what a rule must say.</summary>
internal sealed class RoleRules(bool isNamespaced) : KindRules
{
    public override NameRule NameRule => NameRule.PathSegment;

    public override bool CreatesOnUpdate => true;

    public override void Default(JsonObject obj)
    {
        // The field is not optional on the wire: a role without rules says so.
        if (!obj.ContainsKey("rules"))
        {
            obj["rules"] = null;
        }
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var i = 0;
        foreach (var rule in Items(obj, "rules"))
        {
            ValidateRule(rule, $"rules[{i++}]", errors);
        }

        if (!isNamespaced && obj.Map("aggregationRule") is { } aggregation)
        {
            ValidateAggregation(aggregation, errors);
        }
    }

    private static bool Has(JsonObject rule, string field) => rule.List(field) is { Count: > 0 };

    private static void ValidateAggregation(JsonObject aggregation, List<FieldError> errors)
    {
        const string Path = "aggregationRule.clusterRoleSelectors";
        if (!Has(aggregation, "clusterRoleSelectors"))
        {
            errors.Add(FieldError.Required(Path, "at least one clusterRoleSelector required if aggregationRule is non-nil"));
        }

        var i = 0;
        foreach (var selector in Items(aggregation, "clusterRoleSelectors"))
        {
            var path = $"{Path}[{i++}]";
            LabelSelectorChecks.Check(selector, path, errors);
            try
            {
                LabelSelector.FromJson(selector);
            }
            catch (SelectorParseException)
            {
                errors.Add(FieldError.Invalid(path, null, "invalid label selector."));
            }
        }
    }

    private void ValidateRule(JsonObject rule, string path, List<FieldError> errors)
    {
        if (!Has(rule, "verbs"))
        {
            errors.Add(FieldError.Required($"{path}.verbs", "verbs must contain at least one value"));
        }

        if (Has(rule, "nonResourceURLs"))
        {
            ValidatePaths(rule, path, errors);
            return;
        }

        if (!Has(rule, "apiGroups"))
        {
            errors.Add(FieldError.Required($"{path}.apiGroups", "resource rules must supply at least one api group"));
        }

        if (!Has(rule, "resources"))
        {
            errors.Add(FieldError.Required($"{path}.resources", "resource rules must supply at least one resource"));
        }
    }

    private void ValidatePaths(JsonObject rule, string path, List<FieldError> errors)
    {
        if (isNamespaced)
        {
            errors.Add(FieldError.Invalid(
                $"{path}.nonResourceURLs", rule["nonResourceURLs"]!.DeepClone(), "namespaced rules cannot apply to non-resource URLs"));
        }

        if (Has(rule, "apiGroups") || Has(rule, "resources") || Has(rule, "resourceNames"))
        {
            errors.Add(FieldError.Invalid(
                $"{path}.nonResourceURLs",
                rule["nonResourceURLs"]!.DeepClone(),
                "rules cannot apply to both regular resources and non-resource URLs"));
        }
    }
}

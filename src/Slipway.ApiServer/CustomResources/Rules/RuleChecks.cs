using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources.Definitions;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>Checks the rules at one place of a definition's schema: that they compile, and what they can cost.</summary>
/// <param name="suppressCost">Whether what a single rule can cost was accepted already.</param>
internal sealed class RuleChecks(bool suppressCost)
{
    /// <summary>Adds what is wrong.</summary>
    public void Check(JsonArray rules, SchemaPlace place, RuleScope scope, List<FieldError> errors)
    {
        var path = $"{place.Path}.x-kubernetes-validations";
        if (scope.CreateCompiler() is not { } compiler)
        {
            errors.Add(FieldError.InternalError(
                path, "internal error: failed to construct type information for x-kubernetes-validations rules: "
                + "unable to convert structural schema to CEL declarations"));
            return;
        }

        for (var i = 0; i < place.Schema.ValidationRules.Count; i++)
        {
            Check(compiler.Compile(place.Schema.ValidationRules[i]), (JsonObject)rules[i]!, $"{path}[{i}]", place, scope, compiler, errors);
        }
    }

    private void Check(
        CompiledRule rule, JsonObject raw, string path, SchemaPlace place, RuleScope scope, RuleCompiler compiler, List<FieldError> errors)
    {
        var cost = rule.Program is null ? 0 : RuleCosts.Multiply(compiler.Estimate(rule.Program), scope.Most ?? compiler.Most);
        Observe($"{path}.rule", "estimated rule cost", cost, scope, errors);
        if (rule.Error is not null)
        {
            errors.Add(FieldError.InvalidShown($"{path}.rule", InternalNotation.Rule(raw), rule.Error));
        }

        if (rule.MessageError is not null)
        {
            errors.Add(FieldError.InvalidShown($"{path}.messageExpression", InternalNotation.Rule(raw), rule.MessageError));
        }
        else if (rule.Message is not null)
        {
            Observe($"{path}.messageExpression", "estimated messageExpression cost", compiler.Estimate(rule.Message), scope, errors);
        }

        if (rule.UsesOldSelf)
        {
            if (place.Uncorrelatable is { } above)
            {
                errors.Add(FieldError.Invalid(
                    $"{path}.rule", rule.Rule.Rule, $"oldSelf cannot be used on the uncorrelatable portion of the schema within {above}"));
            }
        }
        else if (raw["optionalOldSelf"] is { } optional)
        {
            errors.Add(FieldError.Invalid($"{path}.optionalOldSelf", optional.DeepClone(), "may not be set if oldSelf is not used in rule"));
        }
    }

    private void Observe(string path, string what, ulong cost, RuleScope scope, List<FieldError> errors)
    {
        if (!suppressCost && cost > RuleLimits.RuleEstimate)
        {
            errors.Add(RuleCosts.TooExpensive(path, what, cost, RuleLimits.RuleEstimate));
        }

        scope.Costs.Observe(path, cost);
    }
}

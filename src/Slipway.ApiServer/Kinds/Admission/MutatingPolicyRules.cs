using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>MutatingAdmissionPolicies.</summary>
internal sealed class MutatingPolicyRules : KindRules
{
    // What each type of patch is written in, and what it is called.
    private static readonly (string Type, string Field)[] Patches = [("ApplyConfiguration", "applyConfiguration"), ("JSONPatch", "jsonPatch")];

    public override bool HasGeneration => true;

    public override bool AllowsUnconditionalUpdate => false;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        spec.Default("failurePolicy", "Fail");
        MatchResourcesRules.Default(spec.Map("matchConstraints"));
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec")!;
        AdmissionPolicyRules.ValidateScope(spec, errors);
        var check = new FieldChecker(errors);
        using var _ = check.In("spec");
        if (spec.List("mutations") is not { Count: > 0 })
        {
            check.Required("mutations", "mutations must contain at least one item");
        }

        var expressions = new PolicyExpressionChecks(spec.List("variables") is { Count: > 0 }, spec.Map("paramKind") is not null, errors);
        foreach (var (i, variable) in Items(spec, "variables").Index())
        {
            expressions.CheckVariable(variable, $"spec.variables[{i}]");
        }

        foreach (var mutation in check.Each(spec, "mutations"))
        {
            CheckMutation(check, mutation, expressions);
        }

        check.NeedOneOf(spec, "reinvocationPolicy", Choices.ReinvocationPolicies);
    }

    private static void CheckMutation(FieldChecker check, JsonObject mutation, PolicyExpressionChecks expressions)
    {
        var type = mutation.Text("patchType");
        if (!Array.Exists(Patches, p => p.Type == type))
        {
            check.NeedOneOf(mutation, "patchType", [.. Patches.Select(p => p.Type)]);
            return;
        }

        foreach (var (of, field) in Patches)
        {
            var isGiven = mutation.Map(field) is not null;
            if (of == type && !isGiven)
            {
                check.Required(field, $"must be specified when patchType is {type}");
            }
            else if (of == type)
            {
                expressions.CheckMutation(mutation.Map(field)!.Text("expression"), check.PathOf($"{field}.expression"), isPatch: of == "JSONPatch");
            }
            else if (isGiven)
            {
                check.Invalid(field, $"{{{field}}}", $"must not be specified when patchType is {type}");
            }
        }
    }
}

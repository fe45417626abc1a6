using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>ValidatingAdmissionPolicies.</summary>
internal sealed class AdmissionPolicyRules : KindRules
{
    public override bool HasGeneration => true;

    public override bool AllowsUnconditionalUpdate => false;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        spec.Default("failurePolicy", "Fail");
        MatchResourcesRules.Default(spec.Map("matchConstraints"));
    }

    public override void PrepareCreate(JsonObject obj) => obj["status"] = new JsonObject();

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec")!;
        ValidateScope(spec, errors);
        ValidateExpressions(obj.Map("metadata")!.Text("name"), spec, spec.Map("paramKind") is not null, errors);
    }

    /// <summary>Adds what is wrong with what any policy has: parameters, what it is about, what to do when it fails.</summary>
    internal static void ValidateScope(JsonObject spec, List<FieldError> errors)
    {
        Choices.Check(spec, "spec", "failurePolicy", Choices.FailurePolicies, errors);
        var paramKind = spec.Map("paramKind");
        if (paramKind is not null)
        {
            ParamKindChecks.Check(paramKind, "spec.paramKind", errors);
        }

        ValidateConstraints(spec, errors);
        MatchConditionChecks.Check(spec, "spec", AdmissionEnvironments.OfConditions(paramKind is not null), errors);
    }

    private static void ValidateConstraints(JsonObject spec, List<FieldError> errors)
    {
        const string Path = "spec.matchConstraints";
        if (spec.Map("matchConstraints") is not { } constraints)
        {
            errors.Add(FieldError.Required(Path));
            return;
        }

        MatchResourcesRules.Check(constraints, Path, errors);
        if (constraints.List("resourceRules") is not { Count: > 0 })
        {
            errors.Add(FieldError.Required($"{Path}.resourceRules"));
        }
    }

    private static void ValidateExpressions(string name, JsonObject spec, bool hasParams, List<FieldError> errors)
    {
        var expressions = new PolicyExpressionChecks(spec.List("variables") is { Count: > 0 }, hasParams, errors);
        var i = 0;
        foreach (var variable in Items(spec, "variables"))
        {
            expressions.CheckVariable(variable, $"spec.variables[{i++}]");
        }

        var (validations, annotations) = (spec.List("validations") ?? [], spec.List("auditAnnotations") ?? []);
        if (validations.Count == 0 && annotations.Count == 0)
        {
            const string OneOfThem = "validations or auditAnnotations must contain at least one item";
            errors.Add(FieldError.Required("spec.validations", OneOfThem));
            errors.Add(FieldError.Required("spec.auditAnnotations", OneOfThem));
            return;
        }

        i = 0;
        foreach (var validation in validations.OfType<JsonObject>())
        {
            expressions.CheckValidation(validation, $"spec.validations[{i++}]");
        }

        expressions.CheckAuditAnnotations(name, annotations, "spec.auditAnnotations");
    }
}

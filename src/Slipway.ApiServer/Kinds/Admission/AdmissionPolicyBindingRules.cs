using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>ValidatingAdmissionPolicyBindings and MutatingAdmissionPolicyBindings.</summary>
/// <param name="mutates">Which of the two.</param>
internal sealed class AdmissionPolicyBindingRules(bool mutates) : KindRules
{
    private const string Exclusive = "name and selector are mutually exclusive";

    private static readonly string[] Actions = ["Audit", "Deny", "Warn"];
    private static readonly string[] NotFoundActions = ["Deny", "Allow"];

    public override bool HasGeneration => true;

    public override bool AllowsUnconditionalUpdate => false;

    public override void Default(JsonObject obj) => MatchResourcesRules.Default(obj.Ensure("spec").Map("matchResources"));

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec")!;
        if (spec.Text("policyName") is { Length: > 0 } policy)
        {
            errors.AddRange(NameSyntax.Errors(policy, NameRule.Subdomain).Select(e => FieldError.Invalid("spec.policyName", policy, e)));
        }
        else
        {
            errors.Add(FieldError.Required("spec.policyName"));
        }

        if (spec.Map("paramRef") is { } reference)
        {
            ValidateReference(reference, errors);
        }

        // The field's name in this path is misspelt upstream.
        MatchResourcesRules.Check(spec.Map("matchResources"), "spec.matchResources", errors);
        if (!mutates)
        {
            ValidateActions(spec, errors);
        }
    }

    private static void ValidateReference(JsonObject reference, List<FieldError> errors)
    {
        const string Path = "spec.paramRef";
        var name = reference.Text("name");
        var selector = reference.Map("selector");
        if (name.Length > 0)
        {
            errors.AddRange(NameSyntax.Errors(name, NameRule.PathSegment).Select(e => FieldError.Invalid($"{Path}.name", name, e)));
            if (selector is not null)
            {
                errors.Add(FieldError.Forbidden($"{Path}.name", Exclusive));
            }
        }

        LabelSelectorChecks.Check(selector, $"{Path}.selector", errors);
        if (selector is not null && name.Length > 0)
        {
            errors.Add(FieldError.Forbidden($"{Path}.selector", Exclusive));
        }
        else if (selector is null && name.Length == 0)
        {
            errors.Add(FieldError.Required(Path, "one of name or selector must be specified"));
        }

        if (reference.Text("parameterNotFoundAction").Length == 0)
        {
            errors.Add(FieldError.Required($"{Path}.parameterNotFoundAction"));
        }
        else
        {
            Choices.Check(reference, Path, "parameterNotFoundAction", NotFoundActions, errors);
        }
    }

    private static void ValidateActions(JsonObject spec, List<FieldError> errors)
    {
        const string Path = "spec.validationActions";
        var actions = spec.Texts("validationActions").ToList();
        for (var i = 0; i < actions.Count; i++)
        {
            if (!Actions.Contains(actions[i]))
            {
                errors.Add(FieldError.NotSupported($"{Path}[{i}]", actions[i], Actions));
            }

            if (actions.IndexOf(actions[i]) < i)
            {
                errors.Add(FieldError.Duplicate($"{Path}[{i}]", actions[i]));
            }
        }

        if (actions.Contains("Deny") && actions.Contains("Warn"))
        {
            errors.Add(FieldError.Invalid(
                Path,
                spec["validationActions"]!.DeepClone(),
                "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers "
                + "serves no purpose)"));
        }

        if (actions.Count == 0)
        {
            errors.Add(FieldError.Required(Path, "at least one validation action is required"));
        }
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Decoding;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>ValidatingAdmissionPolicies.</summary>
internal sealed partial class AdmissionPolicyRules : KindRules
{
    private const int MaxAuditAnnotations = 20;
    private const int MaxValueExpressionBytes = 5 * 1024;

    private static readonly string[] Reasons = ["Forbidden", "Invalid", "RequestEntityTooLarge"];

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    };

    public override bool HasGeneration => true;

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
        Choices.Check(spec, "spec", "failurePolicy", Choices.FailurePolicies, errors);
        var hasParams = spec.Map("paramKind") is { } paramKind && ValidateParamKind(paramKind, errors);
        ValidateConstraints(spec, errors);
        var types = new AdmissionTypes();
        MatchConditionChecks.Check(spec, "spec", AdmissionEnvironments.OfConditions(hasParams), errors);
        ValidateVariables(spec, types, AdmissionEnvironments.OfPolicy(types, hasParams), errors);
        var hasVariables = spec.List("variables") is { Count: > 0 };
        var environment = hasVariables ? AdmissionEnvironments.OfPolicy(types, hasParams) : AdmissionEnvironments.OfConditions(hasParams);
        if (spec.List("validations") is not { Count: > 0 } && spec.List("auditAnnotations") is not { Count: > 0 })
        {
            const string OneOfThem = "validations or auditAnnotations must contain at least one item";
            errors.Add(FieldError.Required("spec.validations", OneOfThem));
            errors.Add(FieldError.Required("spec.auditAnnotations", OneOfThem));
            return;
        }

        var i = 0;
        foreach (var validation in Items(spec, "validations"))
        {
            ValidateValidation(validation, $"spec.validations[{i++}]", environment, hasVariables, types, hasParams, errors);
        }

        ValidateAnnotations(obj.Map("metadata")!.Text("name"), spec, environment, errors);
    }

    private static bool ValidateParamKind(JsonObject kind, List<FieldError> errors)
    {
        const string Path = "spec.paramKind";
        var apiVersion = kind.Text("apiVersion");
        var parts = apiVersion.Split('/');
        var (group, version) = parts.Length == 1 ? ("", parts[0]) : (parts[0], parts[1]);
        if (apiVersion.Length == 0)
        {
            errors.Add(FieldError.Required($"{Path}.apiVersion"));
        }
        else if (parts.Length > 2)
        {
            errors.Add(FieldError.Invalid($"{Path}.apiVersion", apiVersion, $"unexpected GroupVersion string: {apiVersion}"));
        }
        else
        {
            AddName(group, group.Length == 0 ? null : NameRule.Subdomain, $"{Path}.apiVersion", "", errors);
            if (version.Length == 0)
            {
                errors.Add(FieldError.Invalid($"{Path}.apiVersion", apiVersion, "version must be specified"));
            }
            else
            {
                AddName(version, NameRule.Label1035, $"{Path}.apiVersion", "", errors);
            }
        }

        if (kind.Text("kind").Length == 0)
        {
            errors.Add(FieldError.Required($"{Path}.kind"));
        }
        else if (NameSyntax.Errors(kind.Text("kind").ToLowerInvariant(), NameRule.Label1035).ToList() is { Count: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid(
                $"{Path}.kind", kind.Text("kind"), $"may have mixed case, but should otherwise match: {string.Join(',', wrong)}"));
        }

        return true;
    }

    private static void AddName(string name, NameRule? rule, string path, string head, List<FieldError> errors)
    {
        if (rule is { } known && NameSyntax.Errors(name, known).ToList() is { Count: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid(path, name, head + string.Join(',', wrong)));
        }
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

    private static void ValidateVariables(JsonObject spec, AdmissionTypes types, CelEnvironment environment, List<FieldError> errors)
    {
        var i = 0;
        foreach (var variable in Items(spec, "variables"))
        {
            var path = $"spec.variables[{i++}]";
            var (name, expression) = (variable.Text("name"), variable.Text("expression"));
            if (name.AsSpan().Trim().IsEmpty)
            {
                errors.Add(FieldError.Required($"{path}.name", "name is not specified"));
            }
            else if (!Identifier().IsMatch(name) || Reserved.Contains(name))
            {
                errors.Add(FieldError.Invalid($"{path}.name", name, "name is not a valid CEL identifier"));
            }

            if (expression.AsSpan().Trim().IsEmpty)
            {
                errors.Add(FieldError.Required($"{path}.expression", "expression is not specified"));
            }
            else
            {
                types.AddVariable(name, ExpressionChecks.Check(environment, expression, expression, $"{path}.expression", errors).ResultType);
            }
        }
    }

    private static void ValidateValidation(
        JsonObject validation, string path, CelEnvironment environment, bool hasVariables, AdmissionTypes types, bool hasParams, List<FieldError> errors)
    {
        var (expression, message) = (validation.Text("expression"), validation.Text("message"));
        if (expression.AsSpan().Trim().IsEmpty)
        {
            errors.Add(FieldError.Required($"{path}.expression", "expression is not specified"));
        }
        else
        {
            ExpressionChecks.Check(environment, expression, expression, $"{path}.expression", errors, CelType.Bool);
        }

        if (validation.Text("messageExpression") is { Length: > 0 } messageExpression)
        {
            if (messageExpression.AsSpan().Trim().IsEmpty)
            {
                errors.Add(FieldError.Invalid($"{path}.messageExpression", messageExpression, "must be non-empty if specified"));
            }
            else
            {
                var environmentOfMessages = AdmissionEnvironments.OfMessages(hasVariables ? types : null, hasParams);
                ExpressionChecks.Check(
                    environmentOfMessages, messageExpression, messageExpression, $"{path}.messageExpression", errors, CelType.String);
            }
        }

        if (message.Length > 0 && message.AsSpan().Trim().IsEmpty)
        {
            errors.Add(FieldError.Invalid($"{path}.message", message, "message must be non-empty if specified"));
        }
        else if (message.AsSpan().Trim().IndexOfAny('\n', '\r') >= 0)
        {
            errors.Add(FieldError.Invalid($"{path}.message", message, "message must not contain line breaks"));
        }

        Choices.Check(validation, path, "reason", Reasons, errors);
    }

    private static void ValidateAnnotations(string policy, JsonObject spec, CelEnvironment environment, List<FieldError> errors)
    {
        const string Path = "spec.auditAnnotations";
        var annotations = Items(spec, "auditAnnotations").ToList();
        if (annotations.Count > MaxAuditAnnotations)
        {
            errors.Add(FieldError.Invalid(
                Path, spec["auditAnnotations"]!.DeepClone(), $"must not have more than {MaxAuditAnnotations} auditAnnotations"));
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < annotations.Count; i++)
        {
            var (key, expression) = (annotations[i].Text("key"), annotations[i].Text("valueExpression"));
            if (policy.Length == 0)
            {
                errors.Add(FieldError.Invalid($"{Path}[{i}].key", key, "requires metadata.name be non-empty"));
            }
            else if (LabelSyntax.KeyError($"{policy}/{key}") is { } wrong)
            {
                errors.Add(FieldError.Invalid($"{Path}[{i}].key", $"{policy}/{key}", wrong));
            }

            ValidateValueExpression(expression, $"{Path}[{i}].valueExpression", environment, errors);
            if (!keys.Add(key))
            {
                errors.Add(FieldError.Duplicate($"{Path}[{i}].key", key));
            }
        }
    }

    private static void ValidateValueExpression(string expression, string path, CelEnvironment environment, List<FieldError> errors)
    {
        var trimmed = expression.Trim();
        if (trimmed.Length == 0)
        {
            errors.Add(FieldError.Required(path, "valueExpression is not specified"));
        }
        else if (System.Text.Encoding.UTF8.GetByteCount(trimmed) > MaxValueExpressionBytes)
        {
            errors.Add(FieldError.Required(path, $"must not exceed {MaxValueExpressionBytes} bytes in length"));
        }
        else
        {
            ExpressionChecks.Check(environment, trimmed, expression, path, errors, CelType.String, CelType.Null);
        }
    }

    [GeneratedRegex("^[_a-zA-Z][_a-zA-Z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}

using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Decoding;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>Checks of the variables, validations and audit annotations of one policy.</summary>
internal sealed partial class PolicyExpressionChecks
{
    private const int MaxAuditAnnotations = 20;
    private const int MaxValueExpressionBytes = 5 * 1024;

    private static readonly string[] Reasons = ["Forbidden", "Invalid", "RequestEntityTooLarge"];

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package", "namespace", "return", "var", "void", "while",
    };

    private readonly AdmissionTypes _types = new();
    private readonly CelEnvironment _environment;
    private readonly CelEnvironment _messages;
    private readonly bool _hasParams;
    private readonly List<FieldError> _errors;

    /// <param name="hasVariables">Whether the policy has variables; else its expressions do not know the name.</param>
    /// <param name="hasParams">Whether the policy has parameters.</param>
    /// <param name="errors">Gets what is wrong.</param>
    public PolicyExpressionChecks(bool hasVariables, bool hasParams, List<FieldError> errors)
    {
        _environment = hasVariables ? AdmissionEnvironments.OfPolicy(_types, hasParams) : AdmissionEnvironments.OfConditions(hasParams);
        _hasParams = hasParams;
        _messages = AdmissionEnvironments.OfMessages(hasVariables ? _types : null, hasParams);
        _errors = errors;
    }

    /// <summary>Checks a variable; those after it know it then.</summary>
    public void CheckVariable(JsonObject variable, string path)
    {
        var (name, expression) = (variable.Text("name"), variable.Text("expression"));
        if (IsBlank(name))
        {
            _errors.Add(FieldError.Required($"{path}.name", "name is not specified"));
        }
        else if (!Identifier().IsMatch(name) || Reserved.Contains(name))
        {
            _errors.Add(FieldError.Invalid($"{path}.name", name, "must be a valid CEL identifier"));
        }

        if (IsBlank(expression))
        {
            _errors.Add(FieldError.Required($"{path}.expression", "expression is not specified"));
        }
        else
        {
            var compiled = ExpressionChecks.Check(_environment, expression, expression, $"{path}.expression", _errors);
            _types.AddVariable(name, compiled.ResultType);
        }
    }

    /// <summary>Checks the expression of a change.</summary>
    public void CheckMutation(string expression, string path, bool isPatch)
    {
        if (IsBlank(expression))
        {
            _errors.Add(FieldError.Required(path));
            return;
        }

        var (text, result) = (expression.Trim(), isPatch ? PolicyMutation.JsonPatch : PatchTypes.Object);
        ExpressionChecks.Check(AdmissionEnvironments.OfMutations(_types, _hasParams), text, text, path, _errors, result);
    }

    public void CheckValidation(JsonObject validation, string path)
    {
        var expression = validation.Text("expression");
        if (IsBlank(expression))
        {
            _errors.Add(FieldError.Required($"{path}.expression", "expression is not specified"));
        }
        else
        {
            ExpressionChecks.Check(_environment, expression, expression, $"{path}.expression", _errors, CelType.Bool);
        }

        CheckMessageExpression(validation.Text("messageExpression"), $"{path}.messageExpression");
        CheckMessage(validation.Text("message"), $"{path}.message");
        Choices.Check(validation, path, "reason", Reasons, _errors);
    }

    /// <summary>Checks all audit annotations of the policy.</summary>
    public void CheckAuditAnnotations(string policy, JsonArray annotations, string path)
    {
        if (annotations.Count > MaxAuditAnnotations)
        {
            var wrong = $"must not have more than {MaxAuditAnnotations} auditAnnotations";
            _errors.Add(FieldError.Invalid(path, InternalForm(annotations), wrong));
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var annotation in annotations.OfType<JsonObject>())
        {
            var (key, at) = (annotation.Text("key"), $"{path}[{i++}]");
            if (policy.Length == 0)
            {
                _errors.Add(FieldError.Invalid($"{at}.key", key, "requires metadata.name be non-empty"));
            }
            else
            {
                var name = $"{policy}/{key}";
                _errors.AddRange(LabelSyntax.KeyErrors(name).Select(why => FieldError.Invalid($"{at}.key", name, why)));
            }

            CheckValueExpression(annotation.Text("valueExpression"), $"{at}.valueExpression");
            if (!keys.Add(key))
            {
                _errors.Add(FieldError.Duplicate($"{at}.key", key));
            }
        }
    }

    // The field is shown as the internal type, whose fields have no names of JSON.
    private static JsonArray InternalForm(JsonArray annotations) => new([.. annotations.OfType<JsonObject>().Select(a =>
        (JsonNode)new JsonObject { ["Key"] = a.Text("key"), ["ValueExpression"] = a.Text("valueExpression") })]);

    private static bool IsBlank(string text) => text.AsSpan().Trim().IsEmpty;

    private void CheckMessageExpression(string expression, string path)
    {
        if (expression.Length > 0 && IsBlank(expression))
        {
            _errors.Add(FieldError.Invalid(path, expression, "must be non-empty if specified"));
        }
        else if (expression.Length > 0)
        {
            ExpressionChecks.Check(_messages, expression, expression, path, _errors, CelType.String);
        }
    }

    private void CheckMessage(string message, string path)
    {
        if (message.Length > 0 && IsBlank(message))
        {
            _errors.Add(FieldError.Invalid(path, message, "must be non-empty if specified"));
        }
        else if (message.AsSpan().Trim().IndexOfAny('\n', '\r') >= 0)
        {
            _errors.Add(FieldError.Invalid(path, message, "must not contain line breaks"));
        }
    }

    private void CheckValueExpression(string expression, string path)
    {
        var trimmed = expression.Trim();
        if (trimmed.Length == 0)
        {
            _errors.Add(FieldError.Required(path, "valueExpression is not specified"));
        }
        else if (Encoding.UTF8.GetByteCount(trimmed) > MaxValueExpressionBytes)
        {
            _errors.Add(FieldError.Required(path, $"must not exceed {MaxValueExpressionBytes} bytes in length"));
        }
        else
        {
            ExpressionChecks.Check(_environment, trimmed, expression, path, _errors, CelType.String, CelType.Null);
        }
    }

    [GeneratedRegex(@"^[_a-zA-Z][_a-zA-Z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}

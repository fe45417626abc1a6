using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks of a rule that need no compiler: texts that must be there, reasons, field paths.</summary>
internal static class RuleTextChecks
{
    private static readonly string[] Reasons = ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    /// <summary>Adds what is wrong.</summary>
    public static void Check(JsonArray rules, Schema schema, string path, List<FieldError> errors)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is JsonObject rule)
            {
                Check(rule, schema, $"{path}.x-kubernetes-validations[{i}]", errors);
            }
        }
    }

    private static void Check(JsonObject rule, Schema schema, string path, List<FieldError> errors)
    {
        var (text, message) = (rule.Text("rule").Trim(), rule.Text("message"));
        if (text.Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.rule", "rule is not specified"));
        }
        else if (message.Length > 0 && message.Trim().Length == 0)
        {
            errors.Add(FieldError.Invalid($"{path}.message", message, "must be non-empty if specified"));
        }
        else if (HasLineBreak(message.Trim()))
        {
            errors.Add(FieldError.Invalid($"{path}.message", message, "must not contain line breaks"));
        }
        else if (HasLineBreak(text) && message.Trim().Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.message", "message must be specified if rule contains line breaks"));
        }

        if (rule.Text("messageExpression") is { Length: > 0 } expression && expression.Trim().Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.messageExpression", "messageExpression must be non-empty if specified"));
        }

        if (rule["reason"] is not null && !Reasons.Contains(rule.Text("reason")))
        {
            errors.Add(FieldError.NotSupported($"{path}.reason", rule.Text("reason"), Reasons));
        }

        CheckFieldPath(rule.Text("fieldPath"), schema, $"{path}.fieldPath", errors);
    }

    private static void CheckFieldPath(string fieldPath, Schema schema, string path, List<FieldError> errors)
    {
        if (fieldPath.Length == 0)
        {
            return;
        }

        if (fieldPath.Trim().Length == 0)
        {
            errors.Add(FieldError.Invalid(path, fieldPath, "must be non-empty if specified"));
        }

        if (HasLineBreak(fieldPath))
        {
            errors.Add(FieldError.Invalid(path, fieldPath, "must not contain line breaks"));
        }

        if (SchemaPath.Resolve(fieldPath, schema).Error is not null)
        {
            errors.Add(FieldError.Invalid(path, fieldPath, "must be a valid path"));
        }
    }

    private static bool HasLineBreak(string text) => text.AsSpan().ContainsAny('\n', '\r');
}

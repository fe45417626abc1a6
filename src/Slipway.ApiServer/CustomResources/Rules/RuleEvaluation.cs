using System.Text;
using System.Text.Json.Nodes;
using Slipway.Cel;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>The evaluation of the rules at one place over one value.</summary>
internal sealed class RuleEvaluation(
    Schema schema, JsonNode value, string path, Correlation? change, bool isUnchanged, RuleRun run)
{
    public const string OutOfBudget = "validation failed due to running out of cost budget, no further validation rules will be run";

    private const string CostExceeded = "operation cancelled: actual cost limit exceeded";

    public required CelValue Self { get; init; }

    public required CelValue? OldSelf { get; init; }

    /// <summary>Evaluates one rule.</summary>
    public void Evaluate(CompiledRule rule)
    {
        if (rule.Error is not null)
        {
            Add(rule.Error.StartsWith("rule compiler", StringComparison.Ordinal) ? rule.Error : $"rule compile error: {rule.Error}");
            return;
        }

        // A rule about a change says nothing of what is new, unless it asks to.
        if (rule.Program is null || (rule.UsesOldSelf && change?.Old is null && !rule.Rule.OptionalOldSelf))
        {
            return;
        }

        var oldSelf = !rule.Rule.OptionalOldSelf ? OldSelf : OldSelf is null ? CelOptional.None : CelOptional.Of(OldSelf);
        var outcome = rule.Program.Evaluate(ActivationOf(oldSelf), RuleLimits.Call);
        if (!run.TrySpend(outcome.Cost))
        {
            run.Stop(FieldError.Invalid(path, schema.Type, OutOfBudget));
        }
        else if (outcome.Value is CelError error)
        {
            AddFailure(error, rule.Rule);
        }
        else if (outcome.Value is not CelBool { Value: true })
        {
            AddBroken(rule);
        }
    }

    private static string NameOf(SchemaValidationRule rule) => (rule.Message.Length > 0 ? rule.Message : rule.Rule).Trim();

    private static ICelActivation ActivationOf(CelValue self, CelValue? oldSelf) => oldSelf is null
        ? CelActivation.Of(RuleCompiler.Self, self)
        : new CelActivation(KeyValuePair.Create(RuleCompiler.Self, self), KeyValuePair.Create(RuleCompiler.OldSelf, oldSelf));

    private ICelActivation ActivationOf(CelValue? oldSelf) => ActivationOf(Self, oldSelf);

    private void Add(string detail) => run.Add(FieldError.Invalid(path, schema.Type, detail));

    private void AddFailure(CelError error, SchemaValidationRule rule)
    {
        if (error.Reason == CelErrorReason.CostLimitExceeded)
        {
            run.Stop(FieldError.Invalid(
                path,
                schema.Type,
                $"'{CostExceeded}': no further validation rules will be run due to call cost exceeds limit for rule: {NameOf(rule)}"));
        }
        else if (error.Message.StartsWith("no such overload", StringComparison.Ordinal))
        {
            Add($"'{error.Message}': call arguments did not match a supported operator, function or macro signature for rule: {NameOf(rule)}");
        }
        else
        {
            Add($"{error.Message} evaluating rule: {NameOf(rule)}");
        }
    }

    private void AddBroken(CompiledRule rule)
    {
        var at = rule.FieldPath.Length == 0 ? path : path == "<nil>" ? rule.FieldPath : $"{path}.{rule.FieldPath}";
        var mayStay = isUnchanged && !rule.UsesOldSelf;
        var message = rule.Message is null ? null : MessageOf(rule, at, mayStay);
        if (run.IsOver)
        {
            return;
        }

        message ??= rule.Rule.Message.Length > 0 ? rule.Rule.Message.Trim() : $"failed rule: {NameOf(rule.Rule)}";
        run.AddBroken(ErrorOf(rule.Rule.Reason, at, message), mayStay);
    }

    private FieldError ErrorOf(string reason, string at, string message)
    {
        // Of an object or a list no value is shown.
        var hidden = schema.Type is "object" or "array";
        return reason switch
        {
            "FieldValueForbidden" => FieldError.Forbidden(at, message),
            "FieldValueRequired" => FieldError.Required(at, message),
            "FieldValueDuplicate" => FieldError.Duplicate(at, hidden ? null : value.DeepClone()) with { Shown = hidden ? "" : null },
            _ => FieldError.Invalid(at, hidden ? null : value.DeepClone(), message) with { Shown = hidden ? "" : null },
        };
    }

    // What the expression makes; null where it fails, and the rule's own message is told instead.
    private string? MessageOf(CompiledRule rule, string at, bool mayStay)
    {
        var outcome = rule.Message!.Evaluate(ActivationOf(OldSelf), RuleLimits.Call);
        if (!run.TrySpend(outcome.Cost))
        {
            StopAt("messageExpression evaluation failed due to running out of cost budget, no further validation rules will be run");
            return null;
        }

        if (outcome.Value is CelError { Reason: CelErrorReason.CostLimitExceeded })
        {
            StopAt("no further validation rules will be run due to call cost exceeds limit for messageExpression: "
                + GoText.Quote(rule.Rule.MessageExpression));
            return null;
        }

        return outcome.Value is CelString { Value: var text } && text.Trim() is { Length: > 0 } trimmed
            && Encoding.UTF8.GetByteCount(trimmed) <= RuleLimits.MessageBytes && !trimmed.Contains('\n', StringComparison.Ordinal)
            ? trimmed
            : null;

        void StopAt(string detail)
        {
            run.AddBroken(FieldError.Invalid(at, schema.Type, detail), mayStay);
            run.End();
        }
    }
}

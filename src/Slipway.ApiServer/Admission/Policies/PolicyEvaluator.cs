using System.Text;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>Evaluates a policy for one request and one parameter.</summary>
internal static class PolicyEvaluator
{
    private const int MaxMessageBytes = 5 * 1024;

    /// <summary>What is wrong with the request; nothing where the policy is content or not about it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="inputs">What its expressions see.</param>
    /// <param name="said">Gets what the policy wants noted for the audit log, by key; null where there is none.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public static IReadOnlyList<PolicyDenial> Evaluate(
        Policy policy, AdmissionInputs inputs, List<(string Key, string Value)>? said, CancellationToken cancellationToken)
    {
        var compiled = policy.Compiled;
        var budget = new ExpressionBudget(ExpressionBudget.OfMatchConditions);
        if (!compiled.Conditions.IsEmpty)
        {
            var conditions = new AdmissionActivation(inputs, compiled.Variables, budget);
            if (!compiled.Conditions.Match(conditions, budget, out var error, cancellationToken))
            {
                // A condition that cannot be told is as good as false where failures are ignored.
                return error is null || policy.FailsOpen ? [] : [Failure(error)];
            }
        }

        var denials = Validate(policy, inputs, cancellationToken);
        return [.. denials.Concat(Annotate(policy, inputs, said, cancellationToken))];
    }

    private static List<PolicyDenial> Validate(Policy policy, AdmissionInputs inputs, CancellationToken cancellationToken)
    {
        var budget = new ExpressionBudget(ExpressionBudget.OfPolicy);
        var rules = new AdmissionActivation(inputs, policy.Compiled.Variables, budget);
        var denials = new List<PolicyDenial>();
        for (var index = 0; index < policy.Compiled.Validations.Length; index++)
        {
            var validation = policy.Compiled.Validations[index];
            var value = rules.Evaluate(validation.Expression, cancellationToken);
            if (budget.IsExhausted)
            {
                return policy.FailsOpen ? [] : [Failure(ExpressionBudget.Exhausted)];
            }

            if (value is CelError error)
            {
                AddUnless(policy.FailsOpen, denials, Failure(error.Message) with { Index = index });
            }
            else if (value is not CelBool { Value: true })
            {
                denials.Add(new PolicyDenial(MessageOf(validation, inputs, policy, budget, cancellationToken), validation.Reason, index));
            }
        }

        return denials;
    }

    private static string MessageOf(
        PolicyValidation validation, AdmissionInputs inputs, Policy policy, ExpressionBudget budget, CancellationToken cancellationToken)
    {
        if (validation.MessageExpression is { } expression)
        {
            var value = new AdmissionActivation(inputs, policy.Compiled.Variables, budget).Evaluate(expression, cancellationToken);
            if (budget.IsExhausted)
            {
                return $"failed messageExpression: {ExpressionBudget.Exhausted}";
            }

            if (value is CelString { Value: var made } && made.Trim() is { Length: > 0 } text
                && Encoding.UTF8.GetByteCount(text) <= MaxMessageBytes && !text.Contains('\n', StringComparison.Ordinal))
            {
                return text;
            }
        }

        return validation.Message.Length > 0 ? validation.Message : $"failed expression: {validation.Expression.Text.Trim()}";
    }

    private static List<PolicyDenial> Annotate(
        Policy policy, AdmissionInputs inputs, List<(string Key, string Value)>? said, CancellationToken cancellationToken)
    {
        var denials = new List<PolicyDenial>();
        var budget = new ExpressionBudget(ExpressionBudget.OfPolicy);
        var annotations = new AdmissionActivation(inputs, policy.Compiled.Variables, budget);
        foreach (var (key, expression) in policy.Compiled.AuditAnnotations)
        {
            var value = annotations.Evaluate(expression, cancellationToken);
            if (budget.IsExhausted)
            {
                AddUnless(policy.FailsOpen, denials, Failure(ExpressionBudget.Exhausted));
                break;
            }

            if (value is CelError error)
            {
                AddUnless(policy.FailsOpen, denials, Failure(error.Message) with { IsUnconditional = true });
            }
            else if (value.Kind is not (CelKind.String or CelKind.Null))
            {
                var wrong = $"valueExpression '{expression.Text}' resulted in unsupported return type: {value.Type}. "
                    + "Return type must be either string or null.";
                denials.Add(Failure(wrong) with { IsUnconditional = true });
            }
            else if (value is CelString { Value: var text } && text.Trim() is { Length: > 0 } noted)
            {
                said?.Add((key, AdmissionNotes.Cut(noted)));
            }
        }

        return denials;
    }

    private static PolicyDenial Failure(string message) => new(message, StatusReason.Invalid);

    private static void AddUnless(bool failsOpen, List<PolicyDenial> denials, PolicyDenial denial)
    {
        if (!failsOpen)
        {
            denials.Add(denial);
        }
    }
}

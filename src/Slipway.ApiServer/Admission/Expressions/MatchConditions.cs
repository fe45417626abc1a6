using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>The <c>matchConditions</c> of a webhook or a policy: it is about a request only when all are true.</summary>
internal sealed class MatchConditions
{
    /// <summary>No conditions: about every request.</summary>
    public static readonly MatchConditions None = new([]);

    private readonly ImmutableArray<AdmissionExpression> _conditions;

    private MatchConditions(ImmutableArray<AdmissionExpression> conditions) => _conditions = conditions;

    public bool IsEmpty => _conditions.IsEmpty;

    /// <summary>Compiles the conditions of a webhook or a policy.</summary>
    public static MatchConditions Read(JsonObject owner, CelEnvironment environment) =>
        owner.List("matchConditions") is not { Count: > 0 } conditions ? None : new MatchConditions(
            [.. conditions.OfType<JsonObject>().Select(c => AdmissionExpression.Compile(environment, c.Text("expression"), CelType.Bool))]);

    /// <summary>Whether a request is to be looked at. A condition that is false settles it, whatever failed before.</summary>
    /// <param name="activation">The request.</param>
    /// <param name="budget">What the activation is charged to.</param>
    /// <param name="error">Why that cannot be told; null where it can.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public bool Match(AdmissionActivation activation, ExpressionBudget budget, out string? error, CancellationToken cancellationToken)
    {
        error = null;
        List<string>? errors = null;
        foreach (var condition in _conditions)
        {
            var value = activation.Evaluate(condition, cancellationToken);
            if (budget.IsExhausted)
            {
                error = ExpressionBudget.Exhausted;
                return false;
            }

            if (value is CelBool { Value: false })
            {
                return false;
            }

            if (value is CelError failed)
            {
                (errors ??= []).Add(failed.Message);
            }
        }

        error = errors is null ? null : errors.Count == 1 ? errors[0] : $"[{string.Join(", ", errors.Distinct())}]";
        return errors is null;
    }
}

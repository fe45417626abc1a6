using Slipway.Cel;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>The variables of the expressions about one request.</summary>
/// <param name="inputs">What the variables stand for.</param>
/// <param name="variables">The policy's own variables; null where there are none.</param>
/// <param name="budget">What evaluations are charged to.</param>
internal sealed class AdmissionActivation(
    AdmissionInputs inputs, IReadOnlyDictionary<string, AdmissionExpression>? variables, ExpressionBudget budget)
    : ICelActivation
{
    private ComposedVariables? _variables;

    public CelValue? Find(string name) => name switch
    {
        AdmissionEnvironments.Object => inputs.Object,
        AdmissionEnvironments.OldObject => inputs.OldObject,
        AdmissionEnvironments.Namespace => inputs.Namespace,
        AdmissionEnvironments.Request => inputs.Request,
        AdmissionEnvironments.Params => inputs.Params,
        AdmissionEnvironments.Authorizer => inputs.Authorizer,
        AdmissionEnvironments.RequestResource => inputs.RequestResource,
        AdmissionEnvironments.Variables => variables is null ? null : _variables ??= new ComposedVariables(variables, this, budget),
        _ => null,
    };

    /// <summary>Evaluates an expression.</summary>
    /// <returns>The value; a <see cref="CelError"/> with kube-apiserver's words where there is none.</returns>
    public CelValue Evaluate(AdmissionExpression expression, CancellationToken cancellationToken)
    {
        if (expression.Program is not { } program)
        {
            return new CelError($"compilation error: {expression.Error}");
        }

        var outcome = program.Evaluate(this, ExpressionBudget.PerCall, cancellationToken);
        budget.Spend(outcome.Cost);
        return outcome.Value is CelError error
            ? new CelError($"expression '{expression.Text}' resulted in error: {error.Message}")
            : outcome.Value;
    }
}

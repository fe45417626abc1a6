using System.Collections.Immutable;
using Slipway.Cel.Costs;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel;

/// <summary>A compiled expression. Immutable; any number of threads may evaluate it at once.</summary>
public sealed class CelProgram
{
    internal CelProgram(CelExpr expression, CelType resultType, ImmutableArray<string> variables)
    {
        Expression = expression;
        ResultType = resultType;
        Variables = variables;
    }

    /// <summary>The checked expression, its macros expanded and names resolved.</summary>
    public CelExpr Expression { get; }

    /// <summary>The type of the result.</summary>
    public CelType ResultType { get; }

    /// <summary>The declared variables that the expression names, each once.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="activation">The variables.</param>
    /// <param name="costLimit">
    /// Cost at which the evaluation ends with an error of reason <see cref="CelErrorReason.CostLimitExceeded"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation with an error of reason <see cref="CelErrorReason.Interrupted"/>.</param>
    public CelEvaluation Evaluate(ICelActivation activation, ulong costLimit = ulong.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activation);
        _ = (costLimit, cancellationToken);
        return new CelEvaluation(new CelError("the evaluator is not there yet"), 0);
    }

    /// <summary>Bounds of what an evaluation can cost.</summary>
    public CelCostEstimate EstimateCost(ICelCostEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return CelCostEstimate.Unknown;
    }
}

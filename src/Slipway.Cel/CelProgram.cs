using System.Collections.Immutable;
using Slipway.Cel.Checking;
using Slipway.Cel.Costs;
using Slipway.Cel.Evaluation;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Re2;

namespace Slipway.Cel;

/// <summary>A compiled expression. Immutable; any number of threads may evaluate it at once.</summary>
public sealed class CelProgram
{
    private readonly CheckedExpression _checked;
    private readonly EvalNode _root;
    private readonly int _locals;
    private readonly CelOptions _options;

    // A frame for the next evaluation, so that most evaluations need no new one.
    private EvalFrame? _spare;

    internal CelProgram(
        CheckedExpression checkedExpression, EvalNode root, ImmutableArray<string> variables, int locals, CelOptions options)
    {
        _checked = checkedExpression;
        _root = root;
        _locals = locals;
        _options = options;
        Variables = variables;
    }

    /// <summary>The checked expression, its macros expanded and names resolved.</summary>
    public CelExpr Expression => _checked.Root;

    /// <summary>The type of the result.</summary>
    public CelType ResultType => _checked.TypeOf(_checked.Root);

    /// <summary>The declared variables that the expression names, each once.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="activation">The variables.</param>
    /// <param name="costLimit">
    /// Cost above which the evaluation ends with an error of reason <see cref="CelErrorReason.CostLimitExceeded"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation with an error of reason <see cref="CelErrorReason.Interrupted"/>.</param>
    public CelEvaluation Evaluate(
        ICelActivation activation, ulong costLimit = ulong.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activation);
        var frame = Interlocked.Exchange(ref _spare, null) ?? new EvalFrame(Variables.Length, _locals);
        frame.Begin(activation, costLimit, cancellationToken);
        try
        {
            var value = _root.Eval(frame);
            return new CelEvaluation(frame.Stop ?? value, frame.Cost);
        }
        catch (Re2LimitException)
        {
            return new CelEvaluation(new CelError("a regular expression takes too long"), frame.Cost);
        }
        finally
        {
            frame.End();
            _spare = frame;
        }
    }

    /// <summary>The type of a node of <see cref="Expression"/>.</summary>
    public CelType TypeOf(CelExpr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return _checked.TypeOf(expression);
    }

    /// <summary>Bounds of what an evaluation can cost.</summary>
    /// <param name="estimator">Tells sizes of the variables, and costs of calls that differ from the standard.</param>
    public CelCostEstimate EstimateCost(ICelCostEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return CostEstimation.Estimate(_checked, estimator, _options);
    }
}

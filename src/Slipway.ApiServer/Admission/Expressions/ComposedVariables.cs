using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>A policy's variables: each is evaluated when it is first named, and once.</summary>
internal sealed class ComposedVariables(
    IReadOnlyDictionary<string, AdmissionExpression> expressions, AdmissionActivation activation, ExpressionBudget budget)
    : CelObject(AdmissionTypes.Variables)
{
    private readonly Dictionary<string, CelValue> _known = new(StringComparer.Ordinal);

    public override bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value)
    {
        if (!_known.TryGetValue(name, out value) && expressions.TryGetValue(name, out var expression))
        {
            _known[name] = value = Evaluate(name, expression);
        }

        return value is not null;
    }

    public override bool? HasField(string name) => expressions.ContainsKey(name) ? true : null;

    public override bool EqualTo(CelValue other) => ReferenceEquals(this, other);

    public override int HashValue() => 0;

    private CelValue Evaluate(string name, AdmissionExpression expression)
    {
        if (expression.Program is not { } program)
        {
            return new CelError($"composited variable \"{name}\" fails to compile: {expression.Error}");
        }

        var outcome = program.Evaluate(activation, ExpressionBudget.PerCall);
        budget.Spend(outcome.Cost);
        return outcome.Value is CelError error
            ? new CelError($"composited variable \"{name}\" fails to evaluate: {error.Message}")
            : outcome.Value;
    }
}

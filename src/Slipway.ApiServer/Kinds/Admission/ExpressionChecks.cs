using System.Collections.Immutable;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>Checks of expressions when they are written.</summary>
internal static class ExpressionChecks
{
    /// <summary>Adds why an expression does not compile.</summary>
    /// <param name="environment">What it may name.</param>
    /// <param name="text">What is compiled.</param>
    /// <param name="shown">The field's value as the error shows it.</param>
    /// <param name="path">The field.</param>
    /// <param name="errors">Gets the error.</param>
    /// <param name="results">The types that it may have; none for any.</param>
    public static AdmissionExpression Check(
        CelEnvironment environment, string text, string shown, string path, List<FieldError> errors, params ImmutableArray<CelType> results)
    {
        var compiled = AdmissionExpression.Compile(environment, text, results);
        if (compiled.Program is null)
        {
            errors.Add(FieldError.Invalid(path, shown, compiled.Error));
        }

        return compiled;
    }
}

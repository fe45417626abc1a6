using System.Collections.Immutable;
using Slipway.Cel;
using Slipway.Cel.Types;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>An expression about requests, compiled; or why it could not be.</summary>
/// <param name="Text">The expression as written.</param>
/// <param name="Program">The program; null where there is an error.</param>
/// <param name="Error">Why there is no program, in kube-apiserver's words; empty where there is one.</param>
internal sealed record AdmissionExpression(string Text, CelProgram? Program, string Error)
{
    /// <summary>The type of the result; dyn where there is no program.</summary>
    public CelType ResultType => Program?.ResultType ?? CelType.Dyn;

    /// <summary>Compiles an expression whose result must be of one of the types; of any when there is none.</summary>
    public static AdmissionExpression Compile(CelEnvironment environment, string text, params ImmutableArray<CelType> results)
    {
        var compiled = environment.Compile(text);
        if (!compiled.Succeeded)
        {
            return new AdmissionExpression(text, Program: null, compiled.FailureText);
        }

        var type = compiled.Program.ResultType;
        if (results.IsEmpty || results.Contains(type))
        {
            return new AdmissionExpression(text, compiled.Program, "");
        }

        var wanted = results.Length == 1 ? results[0].ToString() : $"one of [{string.Join(' ', results.Select(GoName))}]";
        return new AdmissionExpression(text, Program: null, $"must evaluate to {wanted} but got {type}");
    }

    private static string GoName(CelType type) => type.Kind == CelKind.Null ? "null_type" : type.ToString();
}

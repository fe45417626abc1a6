using System.Collections.Immutable;
using Slipway.Cel.Checking;
using Slipway.Cel.Costs;
using Slipway.Cel.Evaluation;
using Slipway.Cel.Libraries;
using Slipway.Cel.Parsing;
using Slipway.Cel.Types;

namespace Slipway.Cel;

/// <summary>
/// What expressions may use: functions, macros, variables and types. Immutable; each <c>With</c> answers an extended one.
/// </summary>
public sealed record CelEnvironment
{
    /// <summary>An environment of the standard functions and macros only.</summary>
    public static CelEnvironment Standard { get; } = new CelEnvironment().With(CelLibraries.Standard);

    /// <summary>How expressions are read, checked and counted.</summary>
    public CelOptions Options { get; init; } = new();

    /// <summary>Namespace within which names are looked up first: <c>a.b</c>; empty for none.</summary>
    public string Container { get; init; } = "";

    /// <summary>Named types; null where there are none.</summary>
    public ICelTypeProvider? Types { get; init; }

    /// <summary>Costs of calls that differ from the standard; null where none do.</summary>
    public ICelActualCosts? ActualCosts { get; init; }

    /// <summary>The libraries, in the order in which they were added.</summary>
    public ImmutableArray<CelLibrary> Libraries { get; private init; } = [];

    /// <summary>The variables. A later one of the same name hides an earlier one.</summary>
    public ImmutableArray<CelVariable> Variables { get; private init; } = [];

    internal FunctionTable Functions { get; private init; } = FunctionTable.Empty;

    internal MacroTable Macros { get; private init; } = MacroTable.Empty;

    /// <summary>
    /// This environment with libraries added. An overload of the same id, and a macro of the same name and count, replaces an earlier one.
    /// </summary>
    public CelEnvironment With(params ReadOnlySpan<CelLibrary> libraries)
    {
        var result = this;
        foreach (var library in libraries)
        {
            result = result with
            {
                Libraries = result.Libraries.Add(library),
                Functions = result.Functions.With(library),
                Macros = result.Macros.With(library.Macros),
                Options = library.OptionalSyntax ? result.Options with { OptionalSyntax = true } : result.Options,
            };
        }

        return result;
    }

    /// <summary>This environment with variables added.</summary>
    public CelEnvironment With(params ReadOnlySpan<CelVariable> variables) => this with { Variables = Variables.AddRange(variables) };

    /// <summary>Reads, checks and prepares an expression.</summary>
    public CelCompilation Compile(string text) => Compile(text, isChecked: true);

    /// <summary>Without a check, all types are <c>dyn</c> and what names and calls mean is found out when they are evaluated.</summary>
    internal CelCompilation Compile(string text, bool isChecked)
    {
        ArgumentNullException.ThrowIfNull(text);
        var issues = new IssueSink(text);
        var parsed = Parser.Parse(text, Options, Macros, issues);
        if (issues.HasIssues)
        {
            return new CelCompilation(issues.ToIssues());
        }

        var checkedExpression = Checker.Check(parsed, this, isChecked ? issues : null);
        if (issues.HasIssues)
        {
            return new CelCompilation(issues.ToIssues());
        }

        var program = Planner.Plan(checkedExpression, this, issues);
        return program is null ? new CelCompilation(issues.ToIssues(), isWellFormed: true) : new CelCompilation(program);
    }

    internal CelEnvironment WithoutMacros() => this with { Macros = MacroTable.Empty };

    internal CelType? FindVariable(string name)
    {
        for (var i = Variables.Length - 1; i >= 0; i--)
        {
            if (Variables[i].Name == name)
            {
                return Variables[i].Type;
            }
        }

        return null;
    }
}

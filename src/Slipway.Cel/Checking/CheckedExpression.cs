using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Checking;

/// <summary>A tree whose names are resolved and whose nodes have types.</summary>
/// <param name="Root">The tree.</param>
/// <param name="Map">Where its nodes stand.</param>
/// <param name="Types">Types of nodes by number.</param>
/// <param name="Constants">Values of names that are no variables, by number.</param>
/// <param name="Overloads">What calls may mean, by number: more than one where arguments are <c>dyn</c>.</param>
internal sealed record CheckedExpression(
    CelExpr Root,
    SourceMap Map,
    IReadOnlyList<CelType?> Types,
    IReadOnlyDictionary<int, CelValue> Constants,
    IReadOnlyDictionary<int, ImmutableArray<CelOverload>> Overloads)
{
    public CelType TypeOf(CelExpr expr) => Types[expr.Id] ?? CelType.Dyn;

    public ImmutableArray<CelOverload> OverloadsOf(CelExpr call) => Overloads.GetValueOrDefault(call.Id, []);
}

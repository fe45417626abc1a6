using System.Collections.Immutable;
using System.Globalization;
using Slipway.Cel.Libraries;
using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Checking;

/// <summary>What a check has found out so far.</summary>
internal sealed class CheckerState(SourceMap map, IssueSink? issues)
{
    private const int MaxTypeSize = 10_000;

    private readonly CelType?[] _types = new CelType?[map.Count];
    private int _parameters;

    public TypeMapping Mapping { get; } = new();

    public Dictionary<int, CelValue> Constants { get; } = [];

    public Dictionary<int, ImmutableArray<CelOverload>> Overloads { get; } = [];

    public CelType TypeOf(CelExpr expr) => _types[expr.Id] ?? CelType.Error;

    public T Typed<T>(T expr, CelType type)
        where T : CelExpr
    {
        if (type.Size > MaxTypeSize)
        {
            Issue(expr.Id, string.Create(CultureInfo.InvariantCulture, $"type is made of more than {MaxTypeSize} types"));
            type = CelType.Error;
        }

        _types[expr.Id] = issues is null ? CelType.Dyn : type;
        return expr;
    }

    public CelType NewParameter() => CelType.TypeParameter(string.Create(CultureInfo.InvariantCulture, $"_var{_parameters++}"));

    public bool IsAssignable(CelType from, CelType to) => Mapping.IsAssignable(from, to);

    public void Issue(int id, string message) => issues?.Add(map.OffsetOf(id), message);

    public void Mismatch(CelExpr at, CelType expected, CelType actual) =>
        Issue(at.Id, $"expected type '{expected}' but found '{actual}'");

    public void Undeclared(CelExpr at, string container, string name) =>
        Issue(at.Id, $"undeclared reference to '{name}' (in container '{container}')");

    /// <summary>The types with what their parameters stand for; <c>dyn</c> where they stand for nothing.</summary>
    public CelType?[] FinalTypes() => Array.ConvertAll(_types, t => t is null ? null : Mapping.Substitute(t, freeToDyn: true));
}

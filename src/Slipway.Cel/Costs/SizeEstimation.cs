using Slipway.Cel.Checking;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Costs;

/// <summary>Estimates sizes of values, and the ways from variables to them.</summary>
internal sealed class SizeEstimation(CheckedExpression checkedExpression, ICelCostEstimator estimator)
{
    private readonly Dictionary<int, IReadOnlyList<string>> _paths = [];
    private readonly Dictionary<int, CelSizeEstimate> _sizes = [];
    private readonly Dictionary<int, EntrySize> _entries = [];
    private readonly Dictionary<string, Stack<LocalSize>> _locals = new(StringComparer.Ordinal);

    /// <summary>The union of no sizes.</summary>
    public static CelSizeEstimate NoSize(int count) => new(count == 0 ? 0 : ulong.MaxValue, 0);

    public LocalSize? FindLocal(string name) => _locals.TryGetValue(name, out var stack) && stack.TryPeek(out var local) ? local : null;

    public void Push(string name, CelExpr value) => Push(name, new LocalSize(PathOf(value), SizeOf(value), EntryOf(value)));

    public void Pop(string name) => _locals[name].Pop();

    public void PushIteration(CelComprehension fold)
    {
        var entry = EntryOf(fold.Range);
        var path = PathOf(fold.Range);
        var isList = (entry?.Container ?? checkedExpression.TypeOf(fold.Range).Kind) == CelKind.List;
        if (fold.SecondVariable is null)
        {
            Push(fold.Variable, new LocalSize([.. path, isList ? "@items" : "@keys"], isList ? entry?.Value : entry?.Key, null));
            return;
        }

        Push(fold.Variable, new LocalSize([.. path, isList ? "@indices" : "@keys"], entry?.Key, null));
        Push(fold.SecondVariable, new LocalSize([.. path, isList ? "@items" : "@values"], entry?.Value, null));
    }

    public void PopIteration(CelComprehension fold)
    {
        Pop(fold.Variable);
        if (fold.SecondVariable is not null)
        {
            Pop(fold.SecondVariable);
        }
    }

    public IReadOnlyList<string> PathOf(CelExpr expr) =>
        expr is CelIdent ident && FindLocal(ident.Name) is { } local ? local.Path : _paths.GetValueOrDefault(expr.Id, []);

    public void SetPath(CelExpr expr, IReadOnlyList<string> path) => _paths[expr.Id] = path;

    public CelCostNode NodeOf(CelExpr expr)
    {
        var path = PathOf(expr);
        var isNamed = path.Count > 0 && path[0] != Macros.CelMacroContext.AccumulatorName;
        return new CelCostNode(expr, checkedExpression.TypeOf(expr), isNamed ? path : null, SizeOf(expr));
    }

    public CelSizeEstimate SizeOrUnknown(CelExpr expr) => SizeOf(expr) ?? CelSizeEstimate.Unknown;

    public CelSizeEstimate? SizeOf(CelExpr expr)
    {
        if (_sizes.TryGetValue(expr.Id, out var known))
        {
            return known;
        }

        if (LiteralSize(expr) is { } literal)
        {
            return CelSizeEstimate.Fixed(literal);
        }

        // The estimator is asked before the type: it may know better.
        var type = checkedExpression.TypeOf(expr);
        if (estimator.EstimateSize(new CelCostNode(expr, type, PathOf(expr), null)) is { } estimate)
        {
            _sizes[expr.Id] = estimate;
            return estimate;
        }

        if (IsScalar(type))
        {
            return CelSizeEstimate.Fixed(1);
        }

        return expr is CelIdent ident ? FindLocal(ident.Name)?.Size : null;
    }

    public void SetSize(CelExpr expr, CelSizeEstimate? size)
    {
        if (size is { } known)
        {
            _sizes[expr.Id] = known;
        }
    }

    public EntrySize? EntryOf(CelExpr expr) =>
        _entries.GetValueOrDefault(expr.Id) ?? (expr is CelIdent ident ? FindLocal(ident.Name)?.Entry : null);

    public void SetEntry(CelExpr expr, EntrySize? entry)
    {
        if (entry is not null)
        {
            _entries[expr.Id] = entry;
        }
    }

    public void Copy(CelExpr to, CelExpr from)
    {
        SetSize(to, SizeOf(from));
        SetEntry(to, EntryOf(from));
    }

    private void Push(string name, LocalSize local)
    {
        if (!_locals.TryGetValue(name, out var stack))
        {
            _locals[name] = stack = new Stack<LocalSize>();
        }

        stack.Push(local);
    }

    private static ulong? LiteralSize(CelExpr expr) => expr switch
    {
        CelLiteral { Value: CelString or CelBytes } e => (ulong)e.Value.Size,
        CelLiteral => 1,
        CelListLiteral e => (ulong)e.Elements.Length,
        CelMapLiteral e => (ulong)e.Entries.Length,
        _ => null,
    };

    private static bool IsScalar(CelType type) => type.Kind switch
    {
        CelKind.Bool or CelKind.Double or CelKind.Duration or CelKind.Int or CelKind.Timestamp or CelKind.UInt => true,
        CelKind.Wrapper => IsScalar(type.Parameters[0]),
        _ => type.IsOptional && IsScalar(type.Parameters[0]),
    };
}

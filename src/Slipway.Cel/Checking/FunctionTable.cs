using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Types;

namespace Slipway.Cel.Checking;

/// <summary>Functions and named types by name.</summary>
internal sealed class FunctionTable
{
    private readonly ImmutableDictionary<string, ImmutableArray<CelOverload>> _functions;
    private readonly ImmutableDictionary<string, CelType> _types;

    private FunctionTable(ImmutableDictionary<string, ImmutableArray<CelOverload>> functions, ImmutableDictionary<string, CelType> types)
    {
        _functions = functions;
        _types = types;
    }

    public static FunctionTable Empty { get; } =
        new(ImmutableDictionary<string, ImmutableArray<CelOverload>>.Empty, ImmutableDictionary<string, CelType>.Empty);

    public FunctionTable With(CelLibrary library)
    {
        var functions = _functions.ToBuilder();
        foreach (var group in library.Overloads.GroupBy(o => o.Function, StringComparer.Ordinal))
        {
            // An overload of the same id replaces the former.
            var former = functions.GetValueOrDefault(group.Key, []);
            functions[group.Key] = [.. former.Where(f => group.All(o => o.Id != f.Id)), .. group];
        }

        return new FunctionTable(functions.ToImmutable(), _types.SetItems(library.Types.Select(t => KeyValuePair.Create(t.Name, t))));
    }

    public ImmutableArray<CelOverload> FindFunction(string name) => _functions.GetValueOrDefault(name, []);

    public CelType? FindType(string name) => _types.GetValueOrDefault(name);
}

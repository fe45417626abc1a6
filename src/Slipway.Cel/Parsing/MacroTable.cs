using System.Collections.Immutable;
using Slipway.Cel.Macros;

namespace Slipway.Cel.Parsing;

/// <summary>Macros by what is called.</summary>
internal sealed class MacroTable
{
    private readonly ImmutableDictionary<(string Function, int Count, bool IsMember), CelMacro> _macros;

    private MacroTable(ImmutableDictionary<(string Function, int Count, bool IsMember), CelMacro> macros) => _macros = macros;

    public static MacroTable Empty { get; } = new(ImmutableDictionary<(string Function, int Count, bool IsMember), CelMacro>.Empty);

    public MacroTable With(IEnumerable<CelMacro> macros) =>
        new(_macros.SetItems(macros.Select(m => KeyValuePair.Create((m.Function, m.ArgumentCount ?? -1, m.IsMember), m))));

    public CelMacro? Find(string function, int count, bool isMember) =>
        _macros.GetValueOrDefault((function, count, isMember)) ?? _macros.GetValueOrDefault((function, -1, isMember));
}

using System.Diagnostics.CodeAnalysis;

namespace Slipway.Cel.Values;

/// <summary>A map held in a dictionary, in order of insertion.</summary>
internal sealed class CelDictionaryMap(IEnumerable<KeyValuePair<CelValue, CelValue>> entries) : CelMap
{
    private readonly OrderedDictionary<CelValue, CelValue> _entries = new(entries);

    public override int Count => _entries.Count;

    public override IEnumerable<CelValue> Keys => _entries.Keys;

    public override bool TryGet(CelValue key, [NotNullWhen(true)] out CelValue? value) => _entries.TryGetValue(key, out value);
}

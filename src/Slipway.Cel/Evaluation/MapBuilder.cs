using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The accumulator of <c>transformMap</c>; see <see cref="ListBuilder"/>.</summary>
internal sealed class MapBuilder : CelMap, IBuilder
{
    private readonly OrderedDictionary<CelValue, CelValue> _entries = [];

    public override int Count => _entries.Count;

    public override IEnumerable<CelValue> Keys => _entries.Keys;

    public bool TryAdd(CelValue key, CelValue value) => _entries.TryAdd(key, value);

    public override bool TryGet(CelValue key, [NotNullWhen(true)] out CelValue? value) => _entries.TryGetValue(key, out value);

    public void Close()
    {
        // A dictionary has no capacity worth giving back.
    }
}

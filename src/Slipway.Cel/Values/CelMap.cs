using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>
/// A map. Derive to show other data lazily. Keys are strings, booleans, ints and uints; an int, a uint and a double of the same value are
/// the same key.
/// </summary>
public abstract class CelMap : CelValue
{
    /// <summary>For derived maps.</summary>
    protected CelMap()
        : base(CelKind.Map)
    {
    }

    /// <summary>The empty map.</summary>
    public static CelMap Empty { get; } = new CelDictionaryMap([]);

    /// <summary>Number of entries.</summary>
    public abstract int Count { get; }

    /// <summary>The keys in the order in which comprehensions see them.</summary>
    public abstract IEnumerable<CelValue> Keys { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.MapOfDyn;

    /// <summary>Number of entries.</summary>
    public sealed override long Size => Count;

    /// <summary>A map of these entries, in this order. The keys are distinct.</summary>
    public static CelMap Of(params IEnumerable<KeyValuePair<CelValue, CelValue>> entries) => new CelDictionaryMap(entries);

    /// <summary>The value of a key.</summary>
    public abstract bool TryGet(CelValue key, [NotNullWhen(true)] out CelValue? value);

    /// <summary>The value of a string key: what <c>map.name</c> reads. Override where it saves making a value of the name.</summary>
    public virtual bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value) => TryGet(new CelString(name), out value);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other)
    {
        if (other is not CelMap map || map.Count != Count)
        {
            return false;
        }

        foreach (var key in Keys)
        {
            if (!map.TryGet(key, out var theirs) || !TryGet(key, out var ours) || !ours.EqualTo(theirs))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int HashValue()
    {
        // The order of entries is no part of a map's value.
        var hash = Count;
        foreach (var key in Keys)
        {
            hash ^= key.HashValue();
        }

        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{{{string.Join(", ", Keys.Select(k => TryGet(k, out var value) ? $"{k}: {value}" : $"{k}"))}}}";
}

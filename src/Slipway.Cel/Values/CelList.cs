using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>A list. Derive to show other data lazily: elements are made when they are asked for.</summary>
public abstract class CelList : CelValue
{
    /// <summary>For derived lists.</summary>
    protected CelList()
        : base(CelKind.List)
    {
    }

    /// <summary>The empty list.</summary>
    public static CelList Empty { get; } = new CelArrayList([]);

    /// <summary>Number of elements.</summary>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public override CelType Type => CelType.ListOfDyn;

    /// <summary>Number of elements.</summary>
    public sealed override long Size => Count;

    /// <summary>The element at a position below <see cref="Count"/>.</summary>
    public abstract CelValue this[int index] { get; }

    /// <summary>A list of these elements; the array is not copied and must not be changed afterwards.</summary>
    public static CelList Of(params CelValue[] elements) => elements.Length == 0 ? Empty : new CelArrayList(elements);

    /// <summary>Whether some element equals the value. Override where there is a quicker way than to look at each.</summary>
    public virtual bool Contains(CelValue value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].EqualTo(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list with another one behind it: what <c>a + b</c> is. Override where items that are there already count once.</summary>
    public virtual CelValue Concat(CelList other) => CelConcatenatedList.Of(this, other);

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other)
    {
        if (other is not CelList list || list.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!this[i].EqualTo(list[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int HashValue()
    {
        var hash = default(HashCode);
        for (var i = 0; i < Count; i++)
        {
            hash.Add(this[i].HashValue());
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Enumerable.Range(0, Count).Select(i => this[i]))}]";
}

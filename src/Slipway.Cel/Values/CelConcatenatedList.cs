namespace Slipway.Cel.Values;

/// <summary>Two lists one after the other, not copied as long as few are nested.</summary>
internal sealed class CelConcatenatedList : CelList
{
    // Deeper nesting would make each access slow.
    private const int MaxDepth = 8;

    private readonly CelList _first;
    private readonly CelList _second;
    private readonly int _depth;

    private CelConcatenatedList(CelList first, CelList second, int depth)
    {
        _first = first;
        _second = second;
        _depth = depth;
        Count = checked(first.Count + second.Count);
    }

    public override int Count { get; }

    public override CelValue this[int index] => index < _first.Count ? _first[index] : _second[index - _first.Count];

    public static CelList Of(CelList first, CelList second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return first.Count == 0 ? second : first;
        }

        var depth = 1 + Math.Max((first as CelConcatenatedList)?._depth ?? 0, (second as CelConcatenatedList)?._depth ?? 0);
        var result = new CelConcatenatedList(first, second, depth);
        return depth <= MaxDepth ? result : CelList.Of([.. Enumerable.Range(0, result.Count).Select(i => result[i])]);
    }
}

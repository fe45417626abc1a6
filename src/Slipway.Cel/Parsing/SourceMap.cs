namespace Slipway.Cel.Parsing;

/// <summary>Where in the text each node stands.</summary>
internal sealed class SourceMap
{
    // Numbers begin at 1; number 0 is no node.
    private readonly List<int> _offsets = [-1];

    public int Count => _offsets.Count;

    public int NewId(int offset)
    {
        _offsets.Add(offset);
        return _offsets.Count - 1;
    }

    /// <summary>The node's offset in UTF-16 units; -1 where it has none.</summary>
    public int OffsetOf(int id) => id < _offsets.Count ? _offsets[id] : -1;
}

namespace Slipway.Re2.Syntax;

/// <summary>A group of a pattern whose end has not been read, or the pattern itself.</summary>
/// <param name="outer">What holds behind it again.</param>
/// <param name="number">Its number, if its place in the text is asked for.</param>
internal sealed class OpenGroup(PatternFlags outer, int? number)
{
    private readonly List<Node> _choices = [];
    private List<Node> _sequence = [];

    /// <summary>What holds behind it again.</summary>
    public PatternFlags Outer => outer;

    /// <summary>Whether something was read that can be repeated.</summary>
    public bool HasLast => _sequence.Count > 0;

    /// <summary>What was read last.</summary>
    public Node Last
    {
        get => _sequence[^1];
        set => _sequence[^1] = value;
    }

    /// <summary>Adds what was read.</summary>
    public void Add(Node node) => _sequence.Add(node);

    /// <summary>Begins another choice.</summary>
    public void AddChoice()
    {
        _choices.Add(Sequence());
        _sequence = [];
    }

    /// <summary>The whole group.</summary>
    public Node End()
    {
        var last = Sequence();
        var content = _choices.Count == 0 ? last : Choice([.. _choices, last]);
        return number is { } group ? new Node.Capture(content, group) : content;
    }

    private Node Sequence() => _sequence.Count == 1 ? _sequence[0] : new Node.Sequence([.. _sequence]);

    private static Node Choice(List<Node> choices) => new Node.Choice([.. choices]);
}

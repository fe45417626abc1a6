namespace Slipway.Re2.Matching;

/// <summary>Steps of a program in the order in which they came, each once. Emptied in no time.</summary>
internal sealed class StepSet(int capacity)
{
    private readonly int[] _order = new int[capacity];
    private readonly int[] _index = new int[capacity];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The steps.</summary>
    public ReadOnlySpan<int> Steps => _order.AsSpan(0, Count);

    /// <summary>Adds a step; false when it was there.</summary>
    public bool Add(int step)
    {
        var index = _index[step];
        if (index < Count && _order[index] == step)
        {
            return false;
        }

        _index[step] = Count;
        _order[Count++] = step;
        return true;
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => Count = 0;
}

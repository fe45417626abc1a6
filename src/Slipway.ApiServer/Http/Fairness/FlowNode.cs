namespace Slipway.ApiServer.Http.Fairness;

/// <summary>
/// A share of a queue: all requests, a priority level of them, a user's, or those of one of the user's programs. A node is served by the time
/// that it has used, over its weight: who has used least is next. Not synchronised; the queue guards it.
/// </summary>
internal sealed class FlowNode(FlowNode? parent, int cap, double weight = 1)
{
    private readonly PriorityQueue<FlowNode, double> _ready = new();
    private double _used;
    private double _clock;
    private bool _isReady;

    public FlowNode? Parent => parent;

    /// <summary>How many of its requests are served now.</summary>
    public int Running { get; private set; }

    /// <summary>Those that wait, first come first; of a program's node only.</summary>
    public Queue<WaitingRequest> Waiting { get; } = new();

    /// <summary>Whether nothing of it is served or waits, and it has no time ahead of others: it may be forgotten.</summary>
    public bool IsIdle => Running == 0 && Waiting.Count == 0 && _ready.Count == 0 && (parent is null || _used <= parent._clock);

    /// <summary>Whether one more may be served, here and in all that this is a share of.</summary>
    public bool HasRoom => Running < cap && (parent is null || parent.HasRoom);

    private bool HasWork => Waiting.Count > 0 || _ready.Count > 0;

    /// <summary>Counts one more as served, which is expected to take so long.</summary>
    public void Begin(double expected)
    {
        for (var node = this; node.Parent is { } owner; node = owner)
        {
            // Time that was not asked for is not saved up.
            node._used = Math.Max(node._used, owner._clock);
            owner._clock = Math.Max(owner._clock, node._used);
            node.Count(+1, expected);
        }

        Root.Running++;
    }

    /// <summary>Counts one less as served, and how much longer or shorter than expected it took.</summary>
    public void End(double difference)
    {
        for (var node = this; node.Parent is { } owner; node = owner)
        {
            node.Count(-1, difference);
        }

        Root.Running--;
        Offer();
    }

    /// <summary>Lines up, with all that this is a share of, when there is something to serve and room for it.</summary>
    public void Offer()
    {
        for (var node = this; node.Parent is { } owner; node = owner)
        {
            if (!node._isReady && node.HasWork && node.Running < node.Cap)
            {
                node._isReady = true;
                node._used = Math.Max(node._used, owner._clock);
                owner._ready.Enqueue(node, node._used);
            }
        }
    }

    /// <summary>Takes out the program's node that is next, from under this one; null when there is none, or no room.</summary>
    public FlowNode? TakeNext()
    {
        if (Running >= cap || !HasWork)
        {
            return null;
        }

        var node = this;
        while (node._ready.TryDequeue(out var next, out _))
        {
            next._isReady = false;
            node = next;
        }

        return node;
    }

    private int Cap => cap;

    private FlowNode Root => parent is null ? this : parent.Root;

    private void Count(int running, double time)
    {
        Running += running;
        _used += time / weight;
    }
}

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Write">At which write of the controllers to API servers, counted from 1. Events do not count: they are news, not state.</param>
internal sealed record Fault(FaultKind Kind, int Write)
{
    /// <summary>How the writes that count begin, as <see cref="WriteRequest"/> tells them; null for all.</summary>
    public string? Of { get; init; }

    /// <summary>Lets it go wrong in one life of the controllers.</summary>
    /// <param name="time">Their clock.</param>
    public Injection Begin(TimeProvider time) => Kind switch
    {
        FaultKind.DeathBeforeCommit or FaultKind.DeathAfterCommit => new Death(this),
        FaultKind.Conflict or FaultKind.ServerError or FaultKind.LostAnswer => new BadAnswer(this),
        FaultKind.WatchCut or FaultKind.WatchExpired => new BrokenWatches(this),
        _ => new StaleCache(this, time),
    };

    public override string ToString() => $"{Kind} at write {Write}{(Of is null ? "" : $" of those that {Of}")}";
}

namespace Slipway.ApiServer.Storage;

/// <summary>The bounds of one key space.</summary>
public sealed record StoreOptions
{
    /// <summary>How many past events are kept for watches that resume and for lists at an older revision.</summary>
    public int HistoryLimit { get; init; } = 8192;

    /// <summary>
    /// How much memory past events may take, in bytes: versions that were superseded or deleted, and a little for each event.
    /// </summary>
    public long HistoryBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How long past events are kept.</summary>
    public TimeSpan HistoryAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many undelivered events a watcher may have before it is cut.</summary>
    public int WatchBuffer { get; init; } = 8192;
}

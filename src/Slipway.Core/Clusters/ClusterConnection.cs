using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Clusters;

/// <summary>
/// What is known of the connection to one cluster. All members are used under the cache's lock, but for <see cref="NoteAlive"/>.
/// </summary>
internal sealed class ClusterConnection
{
    private long _aliveTicks;

    /// <summary>Its kubeconfig; changes when the Secret does.</summary>
    public ReadOnlyMemory<byte> Kubeconfig { get; set; }

    /// <summary>The connection; null while there is none.</summary>
    public WorkloadCluster? Cluster { get; set; }

    /// <summary>Whether a try to connect or a probe is under way.</summary>
    public bool Busy { get; set; }

    /// <summary>When something is to be done next.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Tries in a row that failed to connect.</summary>
    public int Attempts { get; set; }

    /// <summary>Probes in a row without an answer.</summary>
    public int Failures { get; set; }

    public DateTimeOffset? LastProbe { get; set; }

    /// <summary>Why there is no connection.</summary>
    public string Problem { get; set; } = "not connected yet";

    /// <summary>When it last gave a sign of life; null when it never has.</summary>
    public DateTimeOffset? LastAlive => Interlocked.Read(ref _aliveTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public ClusterHealth Health => new(Later(LastProbe, LastAlive), LastAlive, Failures);

    public Observed<IWorkloadCluster> Observed => Cluster is { } cluster
        ? new Observed<IWorkloadCluster>.Found(cluster)
        : new Observed<IWorkloadCluster>.Unknown(ErrorCodes.WorkloadClusterUnreachable, Problem);

    public void NoteAlive(DateTimeOffset now) => Interlocked.Exchange(ref _aliveTicks, now.UtcTicks);

    private static DateTimeOffset? Later(DateTimeOffset? x, DateTimeOffset? y) => x is null || y > x ? y : x;
}

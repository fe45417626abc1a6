using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;

namespace Slipway.Core.Clusters;

/// <summary>
/// What is known of the connection to one cluster. All members are used under the cache's lock, but for <see cref="NoteAlive"/>.
/// </summary>
internal sealed class ClusterConnection
{
    private long _aliveTicks;
    private DateTimeOffset? _queuedFor;

    /// <summary>Its kubeconfig; changes when the Secret does.</summary>
    public ReadOnlyMemory<byte> Kubeconfig { get; private set; }

    /// <summary>The connection; null while there is none.</summary>
    public WorkloadCluster? Cluster { get; set; }

    /// <summary>A client of this kubeconfig that has not reached the cluster yet; null while a try uses it.</summary>
    public IKubeClient? Transport { get; set; }

    /// <summary>Whether a try to connect or a probe is under way.</summary>
    public bool Busy { get; set; }

    /// <summary>When something is to be done next.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>Tries in a row that failed to connect.</summary>
    public int Attempts { get; private set; }

    /// <summary>Probes in a row without an answer.</summary>
    public int Failures { get; private set; }

    public DateTimeOffset? LastProbe { get; set; }

    /// <summary>Whether there is a machine that could answer.</summary>
    public bool MayAnswer { get; private set; }

    /// <summary>Why there is no connection.</summary>
    public string Problem { get; set; } = "not connected yet";

    /// <summary>When it last gave a sign of life; null when it never has.</summary>
    public DateTimeOffset? LastAlive => Interlocked.Read(ref _aliveTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public ClusterHealth Health => new(Later(LastProbe, LastAlive), LastAlive, Failures);

    public Observed<IWorkloadCluster> Observed => Cluster is { } cluster
        ? new Observed<IWorkloadCluster>.Found(cluster)
        : new Observed<IWorkloadCluster>.Unknown(ErrorCodes.WorkloadClusterUnreachable, Problem);

    /// <summary>There is another kubeconfig: it is tried now.</summary>
    public void Begin(ReadOnlyMemory<byte> kubeconfig, DateTimeOffset now) => (Kubeconfig, Attempts, Failures, Due) = (kubeconfig, 0, 0, now);

    /// <summary>A cluster that may answer from now on is tried now.</summary>
    public void NoteMayAnswer(bool mayAnswer, DateTimeOffset now)
    {
        if (mayAnswer && !MayAnswer && Cluster is null)
        {
            (Attempts, Due) = (0, now);
        }

        MayAnswer = mayAnswer;
    }

    /// <summary>How long nothing is to be done. Traffic since the last look is as good as a probe.</summary>
    public TimeSpan UntilDue(DateTimeOffset now, ClusterCacheOptions options)
    {
        if (Cluster is not null && LastAlive is { } alive && alive + options.ProbeInterval > Due)
        {
            Due = alive + options.ProbeInterval;
        }

        return Due - now;
    }

    /// <summary>It waits in the queue for what is due now; what it waited for before is void.</summary>
    public void NoteQueued() => _queuedFor = Due;

    /// <summary>Whether this is what it waits for; asking ends the wait.</summary>
    public bool IsQueuedFor(DateTimeOffset due)
    {
        if (_queuedFor != due)
        {
            return false;
        }

        _queuedFor = null;
        return true;
    }

    /// <summary>The cluster was asked whether it lives.</summary>
    /// <returns>Whether the connection is lost.</returns>
    public bool NoteProbe(ProbeAnswer answer, DateTimeOffset now, ClusterCacheOptions options)
    {
        Failures = answer.Problem is null ? 0 : Failures + 1;
        var lost = answer.IsUnauthorized || Failures >= options.FailuresUntilDisconnected;
        Due = lost ? now : now + options.ProbeInterval;
        return lost;
    }

    /// <summary>The connection stands.</summary>
    public void NoteConnected(WorkloadCluster cluster, DateTimeOffset now, ClusterCacheOptions options) =>
        (Cluster, Attempts, Failures, Due) = (cluster, 0, 0, now + options.ProbeInterval);

    /// <summary>There is no connection: the next try comes after a delay that grows, and is long where nothing could answer.</summary>
    public void NoteRefused(string? problem, DateTimeOffset now, ClusterCacheOptions options)
    {
        var longest = options.LongestRetry.TotalSeconds;
        var delay = MayAnswer ? Math.Min(options.FirstRetry.TotalSeconds * Math.Pow(options.RetryFactor, Math.Min(Attempts, 100)), longest) : longest;
        (Problem, Due) = (problem ?? Problem, now + TimeSpan.FromSeconds(delay));
        Attempts++;
        Failures++;
    }

    /// <summary>Gives what is kept for the next try into the caller's hands.</summary>
    public IKubeClient? TakeTransport()
    {
        var taken = Transport;
        Transport = null;
        return taken;
    }

    public void NoteAlive(DateTimeOffset now) => Interlocked.Exchange(ref _aliveTicks, now.UtcTicks);

    private static DateTimeOffset? Later(DateTimeOffset? x, DateTimeOffset? y) => x is null || y > x ? y : x;
}

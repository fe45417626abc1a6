using System.Collections.Immutable;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>How workload clusters are kept in reach.</summary>
public sealed record ClusterCacheOptions
{
    /// <summary>How long a cluster may give no sign of life before it is asked for one. Default 10 seconds.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a cluster may take to answer before passes over its objects wait no more for it. Default 5 seconds.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many questions in a row may go unanswered before the connection counts as lost. Default 5.</summary>
    public int FailuresUntilDisconnected { get; init; } = 5;

    /// <summary>The first delay between tries to connect. Default 100 milliseconds.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest delay between tries to connect. Default 10 seconds.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much longer each delay is than the one before. Default 1.2: a cluster that takes a while to come up is reached
    /// within a fifth of that while.</summary>
    public double RetryFactor { get; init; } = 1.2;

    /// <summary>Limits of what is kept of single kinds of workload clusters.</summary>
    public ImmutableDictionary<GroupKind, InformerSelection> Selections { get; init; } =
        ImmutableDictionary<GroupKind, InformerSelection>.Empty;
}

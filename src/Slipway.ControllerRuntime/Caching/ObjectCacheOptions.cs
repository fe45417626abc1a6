using System.Collections.Immutable;
using Slipway.ControllerRuntime.Queues;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>What a cache keeps and how it keeps trying.</summary>
public sealed record ObjectCacheOptions
{
    /// <summary>Everything of every kind that is asked for.</summary>
    public static ObjectCacheOptions Default { get; } = new();

    /// <summary>The namespace that namespaced kinds are limited to where <see cref="Selections"/> says nothing; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Limits of single kinds, such as Secrets by label.</summary>
    public ImmutableDictionary<GroupKind, InformerSelection> Selections { get; init; } =
        ImmutableDictionary<GroupKind, InformerSelection>.Empty;

    /// <summary>
    /// How long a read waits for the first list of its kind before it fails; the list is waited for all the same. Default: for ever, that is
    /// until it comes or fails.
    /// </summary>
    public TimeSpan FirstListPatience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The delays between tries to list or watch. The default goes from 100 ms to 10 s: a kind installed late is seen soon.
    /// </summary>
    public BackoffOptions Retry { get; init; } =
        new() { Base = TimeSpan.FromMilliseconds(100), Ceiling = TimeSpan.FromSeconds(10) };
}

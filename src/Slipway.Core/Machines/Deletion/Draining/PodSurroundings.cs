using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>What beside a pod itself decides what a drain does with it.</summary>
internal sealed record PodSurroundings
{
    /// <summary>Whether the Node's kubelet is silent.</summary>
    public bool NodeUnreachable { get; init; }

    /// <summary>The rules that are about the Machine, in their order.</summary>
    public ImmutableArray<DrainRule> Rules { get; init; } = [];

    /// <summary>DaemonSets that pods name as their controller and that are gone.</summary>
    public IReadOnlySet<ObjectKey> MissingDaemonSets { get; init; } = ImmutableHashSet<ObjectKey>.Empty;

    /// <summary>The labels of the pods' namespaces; empty when no rule asks for them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> NamespaceLabels { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, string>>.Empty;
}

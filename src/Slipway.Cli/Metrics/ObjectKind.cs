using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Metrics;

/// <summary>A kind whose objects <c>/metrics</c> tells of.</summary>
/// <param name="Type">The kind.</param>
/// <param name="ClusterName">The path of the name of its Cluster; null for Clusters.</param>
/// <param name="Figures">What is told of each object.</param>
internal sealed record ObjectKind(ResourceType Type, FieldPath? ClusterName, ImmutableArray<ObjectFigure> Figures)
{
    /// <summary>What the names of its metrics begin with, such as <c>capi_machine_</c>.</summary>
    public string Prefix { get; } = $"capi_{Type.Kind.Kind.ToLowerInvariant()}_";
}

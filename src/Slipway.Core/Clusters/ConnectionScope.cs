using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>What connecting to a cluster is decided from.</summary>
/// <param name="Cluster">The Cluster.</param>
/// <param name="IsProvisioned">Whether it has infrastructure that could answer.</param>
/// <param name="Kubeconfig">The kubeconfig of its Secret.</param>
/// <param name="IsKnown">Whether the cache has that kubeconfig already.</param>
internal sealed record ConnectionScope(ObjectKey Cluster, bool IsProvisioned, Observed<byte[]> Kubeconfig, bool IsKnown);

using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>What connecting to a cluster is decided from.</summary>
/// <param name="Cluster">The Cluster.</param>
/// <param name="IsProvisioned">Whether it has infrastructure that could answer.</param>
/// <param name="MayAnswer">Whether there is a machine that could answer, as far as its Machines tell.</param>
/// <param name="Kubeconfig">The kubeconfig of its Secret.</param>
/// <param name="IsKnown">Whether the cache has been told that already.</param>
internal sealed record ConnectionScope(ObjectKey Cluster, bool IsProvisioned, bool MayAnswer, Observed<byte[]> Kubeconfig, bool IsKnown);

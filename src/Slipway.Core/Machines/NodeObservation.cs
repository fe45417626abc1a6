using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines;

/// <summary>What is known of a Machine's Node.</summary>
/// <param name="Connection">The workload cluster; Absent before it has a kubeconfig.</param>
/// <param name="Object">The Node; Unknown without a connection.</param>
/// <param name="Node">The Node as its class; null when it was not found.</param>
internal sealed record NodeObservation(Observed<IWorkloadCluster> Connection, Observed<KubeObject> Object, V1Node? Node)
{
    public static NodeObservation NotAsked { get; } =
        new(new Observed<IWorkloadCluster>.Absent(), new Observed<KubeObject>.Absent(), null);
}

using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Cli.Describe;

/// <summary>The objects that a cluster's tree is made of.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="ControlPlane">Its control plane; null while there is none.</param>
/// <param name="Deployments">Its MachineDeployments.</param>
/// <param name="Machines">Its Machines.</param>
internal sealed record ClusterObjects(
    Cluster Cluster,
    KubeadmControlPlane? ControlPlane,
    IReadOnlyList<MachineDeployment> Deployments,
    IReadOnlyList<Machine> Machines);

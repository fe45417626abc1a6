using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

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
    IReadOnlyList<Machine> Machines)
{
    /// <summary>Its MachineSets; none unless the tree shows them.</summary>
    public IReadOnlyList<MachineSet> Sets { get; init; } = [];

    /// <summary>The conditions of providers' objects, by kind and name; none but of kinds that the tree shows conditions of.</summary>
    public IReadOnlyDictionary<(string Kind, string Name), IReadOnlyList<Condition>> OfProviders { get; init; } =
        ImmutableDictionary<(string Kind, string Name), IReadOnlyList<Condition>>.Empty;
}

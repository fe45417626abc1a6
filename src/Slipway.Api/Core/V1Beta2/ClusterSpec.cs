using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is wanted of a cluster: its network, its endpoint and the objects that provide it.</summary>
[MinProperties(1)]
public sealed class ClusterSpec
{
    /// <summary>Further conditions of the Cluster that must hold before it counts as available.</summary>
    [Items(1, 32), ListMap("conditionType")]
    public List<ConditionGate>? AvailabilityGates { get; set; }

    /// <summary>Address ranges and names inside the cluster. Unset: the bootstrap provider's defaults.</summary>
    public ClusterNetwork? ClusterNetwork { get; set; }

    /// <summary>Where clients reach the API server. Unset: taken from the infrastructure or the control plane object.</summary>
    public ApiEndpoint? ControlPlaneEndpoint { get; set; }

    /// <summary>The object that runs the control plane, in the Cluster's namespace. Cannot be removed once set.</summary>
    public ContractVersionedObjectReference? ControlPlaneRef { get; set; }

    /// <summary>
    /// The object that provides network, load balancer and the like, in the Cluster's namespace. Cannot be removed once set.
    /// </summary>
    public ContractVersionedObjectReference? InfrastructureRef { get; set; }

    /// <summary>When true, no controller touches the cluster or what belongs to it. Default false.</summary>
    public bool? Paused { get; set; }

    /// <summary>The wanted shape when a ClusterClass manages the cluster. Unset: every object is managed by hand.</summary>
    public Topology? Topology { get; set; }
}

using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What was observed of a cluster.</summary>
[MinProperties(1)]
public sealed class ClusterStatus
{
    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Counts over the control plane Machines.</summary>
    public ClusterReplicaStatus? ControlPlane { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedStatus? Deprecated { get; set; }

    /// <summary>Failure domains that the infrastructure offers.</summary>
    [Items(1, 100), ListMap("name")]
    public List<FailureDomain>? FailureDomains { get; set; }

    /// <summary>Milestones of the first provisioning; none ever goes back to false.</summary>
    public ClusterInitialization? Initialization { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }

    /// <summary>Summary for people; controllers decide by conditions.</summary>
    [Enum(
        ClusterPhase.Pending, ClusterPhase.Provisioning, ClusterPhase.Provisioned, ClusterPhase.Deleting,
        ClusterPhase.Failed, ClusterPhase.Unknown)]
    public string? Phase { get; set; }

    /// <summary>Counts over the worker Machines.</summary>
    public ClusterReplicaStatus? Workers { get; set; }
}

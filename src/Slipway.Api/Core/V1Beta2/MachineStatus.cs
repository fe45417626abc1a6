using k8s.Models;
using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What was observed of a machine.</summary>
[MinProperties(1)]
public sealed class MachineStatus
{
    /// <summary>Addresses, as the infrastructure object reports them.</summary>
    [Items(Max = 256), ListAtomic]
    public List<MachineAddress>? Addresses { get; set; }

    /// <summary>When the first of its control plane certificates expires.</summary>
    public DateTime? CertificatesExpiryDate { get; set; }

    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>When the steps of its deletion began.</summary>
    public MachineDeletionStatus? Deletion { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedStatus? Deprecated { get; set; }

    /// <summary>Failure domain it runs in.</summary>
    [Length(1, 256)]
    public string? FailureDomain { get; set; }

    /// <summary>Milestones of its first provisioning; none ever goes back to false.</summary>
    public MachineInitialization? Initialization { get; set; }

    /// <summary>When the phase last changed.</summary>
    public DateTime? LastUpdated { get; set; }

    /// <summary>What its Node reports of kernel, operating system and kubelet.</summary>
    public V1NodeSystemInfo? NodeInfo { get; set; }

    /// <summary>Its Node in the workload cluster.</summary>
    public MachineNodeReference? NodeRef { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }

    /// <summary>Summary for people; controllers decide by conditions.</summary>
    [Enum(
        MachinePhase.Pending, MachinePhase.Provisioning, MachinePhase.Provisioned, MachinePhase.Running,
        MachinePhase.Updating, MachinePhase.Deleting, MachinePhase.Deleted, MachinePhase.Failed,
        MachinePhase.Unknown)]
    public string? Phase { get; set; }
}

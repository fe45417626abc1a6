using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is wanted of a machine.</summary>
public sealed class MachineSpec
{
    /// <summary>Where its boot data comes from.</summary>
    [Required]
    public MachineBootstrap? Bootstrap { get; set; }

    /// <summary>Name of the Cluster it belongs to. Immutable.</summary>
    [Required, Length(1, 63)]
    public string? ClusterName { get; set; }

    /// <summary>Patience with the steps of its deletion.</summary>
    public MachineDeletionSpec? Deletion { get; set; }

    /// <summary>Failure domain to create it in. Unset: the infrastructure provider chooses.</summary>
    [Length(1, 256)]
    public string? FailureDomain { get; set; }

    /// <summary>The provider's object that is the machine.</summary>
    [Required]
    public ContractVersionedObjectReference? InfrastructureRef { get; set; }

    /// <summary>Seconds it must be ready before it is available. Default 0.</summary>
    [Bounds(0)]
    public int? MinReadySeconds { get; set; }

    /// <summary>The cloud's identifier, equal to the Node's; set from the infrastructure object.</summary>
    [Length(1, 512)]
    public string? ProviderID { get; set; }

    /// <summary>Further conditions it needs to be ready.</summary>
    [Items(1, 32), ListMap("conditionType")]
    public List<ConditionGate>? ReadinessGates { get; set; }

    /// <summary>Taints for its Node.</summary>
    [Items(1, 64), ListMap("key", "effect")]
    public List<MachineTaint>? Taints { get; set; }

    /// <summary>Kubernetes version, with leading <c>v</c>.</summary>
    [Length(1, 256)]
    public string? Version { get; set; }
}

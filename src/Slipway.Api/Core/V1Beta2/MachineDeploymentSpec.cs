using k8s.Models;
using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is wanted of a MachineDeployment.</summary>
public sealed class MachineDeploymentSpec
{
    /// <summary>Name of the Cluster it belongs to. Immutable.</summary>
    [Required, Length(1, 63)]
    public string? ClusterName { get; set; }

    /// <summary>Which Machine goes first on scale down.</summary>
    public MachineSetDeletion? Deletion { get; set; }

    /// <summary>How names of Machines are formed.</summary>
    public MachineNaming? MachineNaming { get; set; }

    /// <summary>When true, no rollout step is taken. Default false.</summary>
    public bool? Paused { get; set; }

    /// <summary>Limits on replacing unhealthy Machines.</summary>
    public MachineDeploymentRemediation? Remediation { get; set; }

    /// <summary>Number of Machines wanted. Default 1, or what the autoscaler's bounds allow.</summary>
    public int? Replicas { get; set; }

    /// <summary>How and when Machines are replaced.</summary>
    public MachineDeploymentRollout? Rollout { get; set; }

    /// <summary>Labels by which it knows its MachineSets and Machines; must match the template's.</summary>
    [Required]
    public V1LabelSelector? Selector { get; set; }

    /// <summary>What its Machines look like.</summary>
    [Required]
    public MachineTemplateSpec? Template { get; set; }
}

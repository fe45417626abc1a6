using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is wanted of a MachineHealthCheck.</summary>
public sealed class MachineHealthCheckSpec
{
    /// <summary>What makes a Machine unhealthy.</summary>
    public HealthChecks? Checks { get; set; }

    /// <summary>Name of the Cluster it belongs to. Immutable.</summary>
    [Required, Length(1, 63)]
    public string? ClusterName { get; set; }

    /// <summary>What is done about an unhealthy Machine.</summary>
    public MachineHealthCheckRemediation? Remediation { get; set; }

    /// <summary>Labels of the Machines that it looks at. Empty selects none and is refused.</summary>
    [Required]
    public V1LabelSelector? Selector { get; set; }
}

using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Finds unhealthy Machines of a Cluster and has them replaced.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "machinehealthchecks", ShortNames = ["mhc", "mhcs"], Status = true)]
[PrinterColumn("Cluster", "string", ".spec.clusterName")]
[PrinterColumn("Replicas", "integer", ".status.expectedMachines")]
[PrinterColumn("Healthy", "integer", ".status.currentHealthy")]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class MachineHealthCheck : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "MachineHealthCheck";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public MachineHealthCheckSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public MachineHealthCheckStatus? Status { get; set; }
}

using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A machine for development and tests: in memory or a container.</summary>
[Resource("infrastructure.cluster.x-k8s.io", "v1beta2", "devmachines", Status = true)]
[PrinterColumn("Cluster", "string", ".metadata.labels['cluster\\.x-k8s\\.io/cluster-name']")]
[PrinterColumn("Provider ID", "string", ".spec.providerID", Priority = 10)]
[PrinterColumn("Failure domain", "string", ".status.failureDomain")]
[PrinterColumn("IP", "string", ".status.addresses[?(@.type==\"InternalIP\")].address", Priority = 10)]
[PrinterColumn("Paused", "string", ".status.conditions[?(@.type==\"Paused\")].status", Priority = 10)]
[PrinterColumn("Provisioned", "string", ".status.initialization.provisioned")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class DevMachine : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "infrastructure.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "DevMachine";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public DevMachineSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public DevMachineStatus? Status { get; set; }
}

using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A number of machines for development and tests, kept by the provider itself.</summary>
[Resource("infrastructure.cluster.x-k8s.io", "v1beta2", "devmachinepools", Status = true)]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class DevMachinePool : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "infrastructure.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "DevMachinePool";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public DevMachinePoolSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public DevMachinePoolStatus? Status { get; set; }
}

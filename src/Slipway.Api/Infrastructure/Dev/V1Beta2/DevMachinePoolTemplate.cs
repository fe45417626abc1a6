using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Template from which a managed topology makes DevMachinePools.</summary>
[Resource("infrastructure.cluster.x-k8s.io", "v1beta2", "devmachinepooltemplates")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class DevMachinePoolTemplate : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "infrastructure.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "DevMachinePoolTemplate";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public DevMachinePoolTemplateSpec? Spec { get; set; }
}

using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Template from which owners of Machines make DevMachines.</summary>
[Resource("infrastructure.cluster.x-k8s.io", "v1beta2", "devmachinetemplates", Status = true)]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class DevMachineTemplate : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "infrastructure.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "DevMachineTemplate";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    public DevMachineTemplateSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public DevMachineTemplateStatus? Status { get; set; }
}

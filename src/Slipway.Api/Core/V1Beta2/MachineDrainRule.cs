using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>How Pods are treated when Nodes are drained.</summary>
[Resource("cluster.x-k8s.io", "v1beta2", "machinedrainrules")]
[PrinterColumn("Behavior", "string", ".spec.drain.behavior")]
[PrinterColumn("Order", "string", ".spec.drain.order")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class MachineDrainRule : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "MachineDrainRule";

    /// <inheritdoc/>
    [Required]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public MachineDrainRuleSpec? Spec { get; set; }
}

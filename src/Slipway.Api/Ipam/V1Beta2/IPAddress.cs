using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>An IP address that a pool gave to a claim.</summary>
[Resource("ipam.cluster.x-k8s.io", "v1beta2", "ipaddresses")]
[PrinterColumn("Address", "string", ".spec.address")]
[PrinterColumn("Pool Name", "string", ".spec.poolRef.name")]
[PrinterColumn("Pool Kind", "string", ".spec.poolRef.kind")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class IPAddress : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "ipam.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "IPAddress";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public IPAddressSpec? Spec { get; set; }
}

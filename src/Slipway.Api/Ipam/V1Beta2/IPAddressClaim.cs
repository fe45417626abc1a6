using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>Asks a pool for an IP address.</summary>
[Resource("ipam.cluster.x-k8s.io", "v1beta2", "ipaddressclaims", Status = true)]
[PrinterColumn("Pool Name", "string", ".spec.poolRef.name")]
[PrinterColumn("Pool Kind", "string", ".spec.poolRef.kind")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
public sealed class IPAddressClaim : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "ipam.cluster.x-k8s.io/v1beta2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "IPAddressClaim";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [Required]
    public IPAddressClaimSpec? Spec { get; set; }

    /// <summary>What was observed.</summary>
    public IPAddressClaimStatus? Status { get; set; }
}

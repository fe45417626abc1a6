using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>Addresses that claims of the pool's namespace are given.</summary>
[Resource("ipam.cluster.x-k8s.io", "v1alpha2", "inclusterippools", Status = true, MoveHierarchy = true)]
[PrinterColumn("Addresses", "string", ".spec.addresses")]
[PrinterColumn("Total", "integer", ".status.ipAddresses.total")]
[PrinterColumn("Free", "integer", ".status.ipAddresses.free")]
[PrinterColumn("Used", "integer", ".status.ipAddresses.used")]
public sealed class InClusterIPPool : IInClusterIPPool
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "ipam.cluster.x-k8s.io/v1alpha2";

    /// <inheritdoc/>
    public string Kind { get; set; } = "InClusterIPPool";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <inheritdoc/>
    public InClusterIPPoolSpec? Spec { get; set; }

    /// <inheritdoc/>
    public InClusterIPPoolStatus? Status { get; set; }
}

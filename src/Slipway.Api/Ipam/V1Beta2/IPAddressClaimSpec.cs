using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>What is wanted of an IPAddressClaim.</summary>
public sealed class IPAddressClaimSpec
{
    /// <summary>Name of the Cluster that the address is for. Immutable.</summary>
    [Length(1, 63)]
    public string? ClusterName { get; set; }

    /// <summary>The pool to take the address from. Immutable.</summary>
    [Required]
    public ContractVersionedObjectReference? PoolRef { get; set; }
}

using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>The address, and whose it is. Immutable.</summary>
public sealed class IPAddressSpec
{
    /// <summary>The address, IPv4 or IPv6.</summary>
    [Required, Length(1, 39)]
    public string? Address { get; set; }

    /// <summary>The claim that it was given to.</summary>
    [Required]
    public IpamObjectReference? ClaimRef { get; set; }

    /// <summary>The way out of its network.</summary>
    [Length(1, 39)]
    public string? Gateway { get; set; }

    /// <summary>The pool that it is of.</summary>
    [Required]
    public ContractVersionedObjectReference? PoolRef { get; set; }

    /// <summary>Length of its network's prefix, in bits.</summary>
    [Required, Bounds(0, 128)]
    public int? Prefix { get; set; }
}

using Slipway.Api.Schemas;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>Which addresses a pool has.</summary>
public sealed class InClusterIPPoolSpec
{
    /// <summary>Seconds for which an address that was released is kept from being given again. Default 0.</summary>
    [Bounds(0)]
    public int? AddressReuseGracePeriodSeconds { get; set; }

    /// <summary>The addresses: single ones, ranges such as <c>10.0.0.10-10.0.0.20</c>, and networks such as <c>10.0.0.0/24</c>.</summary>
    [Required]
    public List<string>? Addresses { get; set; }

    /// <summary>Whether the first address of the network, and of an IPv4 network the last, are given too. Default false.</summary>
    public bool? AllocateReservedIPAddresses { get; set; }

    /// <summary>Addresses that are not given, written as <see cref="Addresses"/>.</summary>
    public List<string>? ExcludedAddresses { get; set; }

    /// <summary>The way out of the network; never given.</summary>
    public string? Gateway { get; set; }

    /// <summary>Length of the network's prefix, in bits.</summary>
    [Required, Bounds(0, 128)]
    public int? Prefix { get; set; }
}

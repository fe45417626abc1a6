using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A list of address ranges.</summary>
public sealed class NetworkRanges
{
    /// <summary>Ranges in CIDR notation, IPv4 or IPv6.</summary>
    [Required, Items(1, 100), ListAtomic, Length(1, 43, Each = 1)]
    public List<string>? CidrBlocks { get; set; }
}

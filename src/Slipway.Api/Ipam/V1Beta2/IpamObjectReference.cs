using Slipway.Api.Schemas;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>Reference to an IPAddress or an IPAddressClaim in the same namespace.</summary>
public sealed class IpamObjectReference
{
    /// <summary>Its name.</summary>
    [Required, Length(1, 253), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }
}

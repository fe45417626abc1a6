using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>What became of an IPAddressClaim.</summary>
[MinProperties(1)]
public sealed class IPAddressClaimStatus
{
    /// <summary>The IPAddress that was given; unset while there is none.</summary>
    public IpamObjectReference? AddressRef { get; set; }

    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public DeprecatedConditions? Deprecated { get; set; }
}

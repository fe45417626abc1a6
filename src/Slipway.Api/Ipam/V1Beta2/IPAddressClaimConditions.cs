namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>Types of an IPAddressClaim's conditions.</summary>
public static class IPAddressClaimConditions
{
    /// <summary>The claim has its address.</summary>
    public const string Ready = "Ready";
}

namespace Slipway.Api.Ipam.V1Beta2;

/// <summary>Reasons that only conditions of IPAddressClaims use.</summary>
public static class IPAddressClaimReasons
{
    /// <summary>No address could be given; the message says why.</summary>
    public const string AllocationFailed = "AllocationFailed";

    /// <summary>The pool gives no addresses yet.</summary>
    public const string PoolNotReady = "PoolNotReady";

    /// <summary>Every address of the pool is taken.</summary>
    public const string PoolExhausted = "PoolExhausted";
}

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>What was observed of a pool.</summary>
public sealed class InClusterIPPoolStatus
{
    /// <summary>Its addresses, counted.</summary>
    public InClusterIPPoolCounts? IpAddresses { get; set; }
}

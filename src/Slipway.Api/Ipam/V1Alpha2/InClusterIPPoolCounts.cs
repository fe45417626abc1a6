using Slipway.Api.Schemas;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>The addresses of a pool, counted; what is more than 2^63 - 1 counts as that.</summary>
public sealed class InClusterIPPoolCounts
{
    /// <summary>Those that can be given now.</summary>
    [Required]
    public long? Free { get; set; }

    /// <summary>Those that were given and are not the pool's any more.</summary>
    [Required]
    public long? OutOfRange { get; set; }

    /// <summary>Those that the pool has.</summary>
    [Required]
    public long? Total { get; set; }

    /// <summary>Those that were given.</summary>
    [Required]
    public long? Used { get; set; }
}

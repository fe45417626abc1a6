using Slipway.Api.Ipam.V1Alpha2;

namespace Slipway.Core.Ipam;

/// <summary>Everything that a pass over a pool of addresses decides from.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="IsUsed">Whether addresses of it are given.</param>
/// <param name="Counts">Its addresses, counted; null when they cannot be read.</param>
internal sealed record IPPoolScope(IInClusterIPPool Pool, bool IsUsed, InClusterIPPoolCounts? Counts);

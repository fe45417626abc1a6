using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>An address that is given or chosen.</summary>
/// <param name="Pool">The pool that it is of.</param>
/// <param name="Address">The address; null when it cannot be read.</param>
internal sealed record AddressEntry(PoolKey Pool, AddressRange? Address)
{
    /// <summary>What an IPAddress takes; null when it is of another provider's pool.</summary>
    public static AddressEntry? Of(KubeObject address)
    {
        var spec = address.To(IpamTypes.IPAddress.Json).Spec;
        return PoolKey.Of(spec?.PoolRef, address.Key.Namespace) is { } pool
            ? new AddressEntry(pool, AddressRange.Parse(spec!.Address ?? ""))
            : null;
    }
}

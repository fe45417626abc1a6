using System.Globalization;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>Order of resourceVersions of one resource: whole numbers that grow, in every Kubernetes since 1.35 by contract (KEP-5504) and
/// before it in fact. A server that writes anything else is compared by equality.</summary>
internal static class ResourceVersions
{
    public static bool IsAtLeast(string seen, string wanted) =>
        seen == wanted
        || (ulong.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            && ulong.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
            && s >= w);
}

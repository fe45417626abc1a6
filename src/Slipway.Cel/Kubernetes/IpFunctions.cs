using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>ip</c>, <c>isIP</c>, and what an address is.</summary>
internal static class IpFunctions
{
    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.net.ip")
    {
        Types = [KubernetesTypes.Ip],
        Overloads =
        [
            CelOverload.Global("ip", "string_to_ip", [CelType.String], KubernetesTypes.Ip, a => Parse(a[0])),
            CelOverload.Global(
                "isIP", "is_ip", [CelType.String], CelType.Bool, a => CelBool.Of(IpAddress.TryParse(((CelString)a[0]).Value, out _, out _))),
            CelOverload.Global("ip.isCanonical", "ip_is_canonical", [CelType.String], CelType.Bool, a => Parse(a[0]) is CelIp ip
                ? CelBool.Of(ip.Address.ToString() == ((CelString)a[0]).Value)
                : Parse(a[0])),
            CelOverload.Global("string", "ip_to_string", [KubernetesTypes.Ip], CelType.String, a => new CelString(AddressOf(a).ToString())),
            CelOverload.Member("family", "ip_family", [KubernetesTypes.Ip], CelType.Int, a => CelInt.Of(AddressOf(a).Is4 ? 4 : 6)),
            Is("isUnspecified", "ip_is_unspecified", a => a.IsUnspecified),
            Is("isLoopback", "ip_is_loopback", a => a.IsLoopback),
            Is("isLinkLocalMulticast", "ip_is_link_local_multicast", a => a.IsLinkLocalMulticast),
            Is("isLinkLocalUnicast", "ip_is_link_local_unicast", a => a.IsLinkLocalUnicast),
            Is("isGlobalUnicast", "ip_is_global_unicast", a => a.IsGlobalUnicast),
        ],
    };

    /// <summary>The address of a string, or an error.</summary>
    public static CelValue Parse(CelValue text) => IpAddress.TryParse(((CelString)text).Value, out var address, out var error)
        ? new CelIp(address)
        : new CelError(error);

    private static CelOverload Is(string function, string id, Func<IpAddress, bool> test) =>
        CelOverload.Member(function, id, [KubernetesTypes.Ip], CelType.Bool, a => CelBool.Of(test(AddressOf(a))));

    private static IpAddress AddressOf(ReadOnlySpan<CelValue> arguments) => ((CelIp)arguments[0]).Address;
}

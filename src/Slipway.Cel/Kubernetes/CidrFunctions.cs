using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>cidr</c>, <c>isCIDR</c>, and what a network holds.</summary>
internal static class CidrFunctions
{
    private static readonly CelType Cidr = KubernetesTypes.Cidr;

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.net.cidr")
    {
        Types = [Cidr],
        Overloads =
        [
            CelOverload.Global("cidr", "string_to_cidr", [CelType.String], Cidr, a => Parse(a[0])),
            CelOverload.Global("isCIDR", "is_cidr", [CelType.String], CelType.Bool, a => CelBool.Of(Parse(a[0]) is CelCidr)),
            CelOverload.Global("string", "cidr_to_string", [Cidr], CelType.String, a => new CelString(a[0].ToString()!)),
            CelOverload.Member(
                "containsIP", "cidr_contains_ip_string", [Cidr, CelType.String], CelType.Bool, a => Contains(a[0], IpFunctions.Parse(a[1]))),
            CelOverload.Member("containsIP", "cidr_contains_ip_ip", [Cidr, KubernetesTypes.Ip], CelType.Bool, a => Contains(a[0], a[1])),
            CelOverload.Member("containsCIDR", "cidr_contains_cidr_string", [Cidr, CelType.String], CelType.Bool, a => Contains(a[0], Parse(a[1]))),
            CelOverload.Member("containsCIDR", "cidr_contains_cidr", [Cidr, Cidr], CelType.Bool, a => Contains(a[0], a[1])),
            CelOverload.Member("ip", "cidr_ip", [Cidr], KubernetesTypes.Ip, a => new CelIp(((CelCidr)a[0]).Address)),
            CelOverload.Member("prefixLength", "cidr_prefix_length", [Cidr], CelType.Int, a => CelInt.Of(((CelCidr)a[0]).Bits)),
            CelOverload.Member("masked", "cidr_masked", [Cidr], Cidr, a => Masked((CelCidr)a[0])),
        ],
    };

    private static CelValue Parse(CelValue text) => IpAddress.TryParsePrefix(((CelString)text).Value, out var network, out var error)
        ? network
        : new CelError($"network address parse error during conversion from string: {error}");

    private static CelValue Contains(CelValue network, CelValue other) => (network, other) switch
    {
        (CelCidr cidr, CelIp ip) => CelBool.Of(cidr.Contains(ip.Address)),
        (CelCidr cidr, CelCidr inner) => CelBool.Of(cidr.Contains(inner)),
        (_, CelError error) => error,
        _ => CelError.NoSuchOverload,
    };

    private static CelCidr Masked(CelCidr cidr) => new(cidr.Address.Masked(cidr.Bits), cidr.Bits);
}

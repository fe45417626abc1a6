using Slipway.Cel.Costs;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>What calls cost in Kubernetes, where that differs from the language. The functions are told apart by their names
/// only.</summary>
internal sealed class KubernetesCosts : ICelActualCosts
{
    /// <summary>The cost of a character that is looked at.</summary>
    public const double Traversal = 0.1;

    /// <summary>The cost of a character of a pattern.</summary>
    public const double PatternCharacter = 0.25;

    /// <summary>The cost of an authorization check: an expression can afford two.</summary>
    public const ulong AuthorizationCheck = 350_000;

    private const ulong ListBase = 10;
    private const ulong StructBase = 40;

    public ulong? CallCost(string function, string overloadId, ReadOnlySpan<CelValue> arguments, CelValue result) => function switch
    {
        "check" => AuthorizationCheck,
        "serviceAccount" or "path" or "group" or "resource" or "subresource" or "namespace" or "name" or "allowed" or "reason" or "error" or "errored" => 1,
        "fieldSelector" or "labelSelector" when arguments.Length >= 2 => Selector(Size(arguments[1])),
        "isSorted" or "sum" or "max" or "min" or "indexOf" or "lastIndexOf" => arguments.Length > 0 ? Traverse(arguments[0]) : 0,
        "url" or "lowerAscii" or "upperAscii" or "substring" or "trim" or "cidr" or "isIP" or "isCIDR" or "quantity" or "isQuantity" or "semver"
            or "isSemver" when arguments.Length >= 1 => Scan(Size(arguments[0]), Traversal),
        "ip" when arguments.Length >= 1 => overloadId == "cidr_ip" ? 1 : Scan(Size(arguments[0]), Traversal),
        "replace" or "split" or "ip.isCanonical" when arguments.Length >= 1 => Scan(Size(arguments[0]), 2 * Traversal),
        "join" when arguments.Length >= 1 => Scan(Size(result), 2 * Traversal),
        "find" or "findAll" when arguments.Length >= 2 => Match(Size(arguments[0]), Size(arguments[1])),
        "validate" when arguments.Length >= 2 && arguments[0] is KubernetesValue<NamedFormat> format =>
            Match(Size(arguments[1]), (ulong)format.Content.RegexSize),
        "containsIP" or "containsCIDR" when arguments.Length >= 2 => Contains(overloadId, Size(arguments[0]), Size(arguments[1])),
        "masked" or "prefixLength" or "family" or "isUnspecified" or "isLoopback" or "isLinkLocalMulticast" or "isLinkLocalUnicast"
            or "isGlobalUnicast" or "format.named" or "sign" or "asInteger" or "isInteger" or "asApproximateFloat" or "isGreaterThan" or "isLessThan"
            or "compareTo" or "add" or "sub" or "major" or "minor" or "patch" or "getScheme" or "getHostname" or "getHost" or "getPort"
            or "getEscapedPath" or "getQuery" => 1,
        "_==_" when arguments.Length == 2 && IsOwn(arguments[0]) => 1,
        _ => null,
    };

    private static bool IsOwn(CelValue value) =>
        value is CelIp or CelCidr or KubernetesValue<ResourceQuantity> or KubernetesValue<NamedFormat>
        or KubernetesValue<GoUrl> or KubernetesValue<SemanticVersion> or KubernetesValue<AuthorizationQuestion>
        or KubernetesValue<CelAuthorizationDecision>;

    private static ulong Size(CelValue value) => (ulong)value.Size;

    private static ulong Scan(ulong size, double factor) => (ulong)Math.Ceiling(size * factor);

    private static ulong Match(ulong text, ulong pattern) => Scan(text + 1, Traversal) * Scan(pattern, PatternCharacter);

    private static ulong Contains(string overloadId, ulong network, ulong other)
    {
        var cost = Scan(network + network, Traversal);
        cost += overloadId.StartsWith("cidr_contains_cidr", StringComparison.Ordinal) ? Scan(network, Traversal) + 1 : 0;
        return cost + (overloadId.EndsWith("_string", StringComparison.Ordinal) ? Scan(other, Traversal) : 0);
    }

    // A requirement takes two characters at least, and a struct and a list.
    private static ulong Selector(ulong length) =>
        ListBase + Scan(length, Traversal) + (Scan(length, 0.5) * (ListBase + StructBase));

    // Each string on the way is looked at as a whole; its part of a unit is dropped, as kube-apiserver does.
    private static ulong Traverse(CelValue value)
    {
        switch (value)
        {
            case CelString text:
                return (ulong)(System.Text.Encoding.UTF8.GetByteCount(text.Value) * Traversal);
            case CelBytes bytes:
                return (ulong)(bytes.Value.Length * Traversal);
            case CelList list:
                ulong items = 0;
                for (var i = 0; i < list.Count; i++)
                {
                    items += Traverse(list[i]);
                }

                return items;
            case CelMap map:
                ulong entries = 0;
                foreach (var key in map.Keys)
                {
                    entries += Traverse(key) + (map.TryGet(key, out var entry) ? Traverse(entry) : 1);
                }

                return entries;
            default:
                return 1;
        }
    }
}

using Slipway.Cel.Types;

namespace Slipway.Cel.Kubernetes;

/// <summary>The types that Kubernetes' libraries add.</summary>
internal static class KubernetesTypes
{
    public static readonly CelType Url = CelType.Object("kubernetes.URL");
    public static readonly CelType Ip = CelType.Opaque("net.IP");
    public static readonly CelType Cidr = CelType.Opaque("net.CIDR");
    public static readonly CelType Quantity = CelType.Object("kubernetes.Quantity");
    public static readonly CelType Semver = CelType.Object("kubernetes.Semver");
    public static readonly CelType Format = CelType.Object("kubernetes.NamedFormat");
    public static readonly CelType Authorizer = CelType.Object("kubernetes.authorization.Authorizer");
    public static readonly CelType PathCheck = CelType.Object("kubernetes.authorization.PathCheck");
    public static readonly CelType GroupCheck = CelType.Object("kubernetes.authorization.GroupCheck");
    public static readonly CelType ResourceCheck = CelType.Object("kubernetes.authorization.ResourceCheck");
    public static readonly CelType Decision = CelType.Object("kubernetes.authorization.Decision");
}

using System.Globalization;
using System.Net;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of Clusters.</summary>
internal sealed class ClusterRules : IKindRules<Cluster>, IKindDefaults<Cluster>
{
    public bool Default(Cluster obj, Cluster? old)
    {
        if (obj.Spec?.Topology is not { } topology || VersionChecks.WithPrefix(topology.Version) is not { } version)
        {
            return false;
        }

        topology.Version = version;
        return true;
    }

    public void Validate(Cluster obj, Cluster? old, ValidationContext context)
    {
        var spec = obj.Spec ?? new ClusterSpec();
        MetadataChecks.CheckNameIsLabelValue(obj.Metadata.Name, context);
        ValidateReferences(spec, old?.Spec, context);
        ValidateRanges("spec.clusterNetwork.pods.cidrBlocks", spec.ClusterNetwork?.Pods, context);
        ValidateRanges("spec.clusterNetwork.services.cidrBlocks", spec.ClusterNetwork?.Services, context);
        ValidateUpgradeConcurrency(obj, context);
        ClusterTopologyValidation.Validate(obj, old, context);
    }

    private static void ValidateReferences(ClusterSpec spec, ClusterSpec? old, ValidationContext context)
    {
        if (spec.ControlPlaneRef is null && spec.InfrastructureRef is null && spec.Topology is null)
        {
            context.Required("spec.infrastructureRef", "set one of spec.infrastructureRef, spec.controlPlaneRef and spec.topology");
        }

        Kept("spec.controlPlaneRef", old?.ControlPlaneRef, spec.ControlPlaneRef, context);
        Kept("spec.infrastructureRef", old?.InfrastructureRef, spec.InfrastructureRef, context);
    }

    private static void Kept(
        string path, ContractVersionedObjectReference? old, ContractVersionedObjectReference? now, ValidationContext context)
    {
        if (old is not null && now is null)
        {
            context.Forbidden(path, $"cannot be removed; it refers to {old.Kind} {old.Name}");
        }
    }

    private static void ValidateRanges(string path, NetworkRanges? ranges, ValidationContext context)
    {
        for (var i = 0; i < (ranges?.CidrBlocks?.Count ?? 0); i++)
        {
            var block = ranges!.CidrBlocks![i];
            if (!IsRange(block))
            {
                context.Invalid($"{path}[{i}]", block, "must be an address range in CIDR notation, such as 192.168.0.0/16");
            }
        }
    }

    // IPNetwork refuses host bits, which Kubernetes allows.
    private static bool IsRange(string text) =>
        text.Split('/') is [var address, var length]
        && IPAddress.TryParse(address, out var ip)
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits <= ip.GetAddressBytes().Length * 8;

    private static void ValidateUpgradeConcurrency(Cluster cluster, ValidationContext context)
    {
        if (cluster.Metadata.Annotations is { } annotations
            && annotations.TryGetValue(ClusterAnnotations.TopologyUpgradeConcurrency, out var text)
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1))
        {
            context.Invalid(
                $"metadata.annotations[{ClusterAnnotations.TopologyUpgradeConcurrency}]", text, "must be a whole number of 1 or more");
        }
    }
}

using System.Globalization;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of Clusters.</summary>
internal sealed class ClusterRules : IKindRules<Cluster>, IKindDefaults<Cluster>
{
    public bool Default(Cluster obj, Cluster? old, DefaultingContext context)
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
        MetadataChecks.CheckNameIsLabelValue(obj.Metadata.Name, "must be a valid label value", context);
        ValidateReferences(spec, old?.Spec, context);
        ValidateRanges("spec.clusterNetwork.pods.cidrBlocks", spec.ClusterNetwork?.Pods, context);
        ValidateRanges("spec.clusterNetwork.services.cidrBlocks", spec.ClusterNetwork?.Services, context);
        ClusterTopologyValidation.Validate(obj, old, context);
    }

    private static void ValidateReferences(ClusterSpec spec, ClusterSpec? old, ValidationContext context)
    {
        if (old?.InfrastructureRef is not null && spec.InfrastructureRef is null)
        {
            context.Forbidden("spec.infrastructureRef", "cannot be removed");
        }

        if (spec.ControlPlaneRef is null && spec.InfrastructureRef is null && spec.Topology is null)
        {
            context.Forbidden("spec", "one of spec.controlPlaneRef, spec.infrastructureRef or spec.topology must be set");
        }

        if (old?.ControlPlaneRef is not null && spec.ControlPlaneRef is null)
        {
            context.Forbidden("spec.controlPlaneRef", "cannot be removed");
        }
    }

    private static void ValidateRanges(string path, NetworkRanges? ranges, ValidationContext context)
    {
        for (var i = 0; i < (ranges?.CidrBlocks?.Count ?? 0); i++)
        {
            var block = ranges!.CidrBlocks![i];
            if (!IsRange(block))
            {
                context.Invalid($"{path}[{i}]", block, $"invalid CIDR address: {block}");
            }
        }
    }

    // IPNetwork refuses host bits, which Kubernetes allows.
    private static bool IsRange(string text) =>
        text.Split('/') is [var address, var length]
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits <= AddressText.Bits(address);
}

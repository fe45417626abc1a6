using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Validation of KubeadmControlPlaneTemplates.</summary>
internal sealed class KubeadmControlPlaneTemplateRules : IKindRules<KubeadmControlPlaneTemplate>
{
    private const string Path = "spec.template.spec";

    public void Validate(KubeadmControlPlaneTemplate obj, KubeadmControlPlaneTemplate? old, ValidationContext context)
    {
        var spec = obj.Spec?.Template?.Spec;
        if (KubeadmConfigReading.Refusal(spec?.KubeadmConfigSpec) is { } refusal)
        {
            context.Deny(refusal);
        }

        if (old is not null)
        {
            var before = old.Spec?.Template?.Spec;
            SetPreviousDefaults(before, spec);
            TemplateChecks.Immutable("KubeadmControlPlaneTemplate", before, spec, "Please create new resource instead.", context);
            return;
        }

        if (!context.Gates.ClusterTopology)
        {
            context.Deny(Denials.Forbidden("spec: Forbidden: can be set only if the ClusterTopology feature flag is enabled"));
            return;
        }

        ControlPlaneSpecValidation.ValidateRollout(Path, spec?.Rollout, spec?.KubeadmConfigSpec, replicas: null, context);
        ControlPlaneSpecValidation.ValidateNaming(Path, spec?.MachineNaming, context);
        TaintChecks.Check($"{Path}.machineTemplate.spec.taints", spec?.MachineTemplate?.Spec?.Taints, context);
        MetadataChecks.Check($"{Path}.machineTemplate.metadata", spec?.MachineTemplate?.Metadata, context);
        ControlPlaneSpecValidation.ValidateClusterConfiguration(
            $"{Path}.kubeadmConfigSpec.clusterConfiguration", spec?.KubeadmConfigSpec?.ClusterConfiguration, context);
        ControlPlaneSpecValidation.ValidateKubeadmConfig($"{Path}.kubeadmConfigSpec", spec?.KubeadmConfigSpec, context);
        MetadataChecks.Check("spec.template.metadata", obj.Spec?.Template?.Metadata, context);
    }

    private static void SetPreviousDefaults(KubeadmControlPlaneTemplateResourceSpec? old, KubeadmControlPlaneTemplateResourceSpec? now)
    {
        foreach (var spec in (KubeadmControlPlaneTemplateResourceSpec?[])[old, now])
        {
            if (spec is not null)
            {
                PreviousDefaults.Set(spec.KubeadmConfigSpec ??= new KubeadmConfigSpec());
            }
        }

        // The strategy had a default too: what is stored with it may be applied without.
        if (now is not null
            && now.Rollout?.Strategy is null
            && old?.Rollout?.Strategy is { Type: RolloutStrategyType.RollingUpdate, RollingUpdate.MaxSurge.Value: "1" } strategy)
        {
            (now.Rollout ??= new KubeadmControlPlaneRollout()).Strategy = strategy;
        }
    }
}

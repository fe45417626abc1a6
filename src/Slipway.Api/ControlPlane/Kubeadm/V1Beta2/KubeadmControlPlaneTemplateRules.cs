using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Defaults and validation of KubeadmControlPlaneTemplates.</summary>
internal sealed class KubeadmControlPlaneTemplateRules : IKindRules<KubeadmControlPlaneTemplate>, IKindDefaults<KubeadmControlPlaneTemplate>
{
    private const string Path = "spec.template.spec";

    public bool Default(KubeadmControlPlaneTemplate obj, KubeadmControlPlaneTemplate? old)
    {
        if (obj.Spec?.Template?.Spec is not { } spec)
        {
            return false;
        }

        spec.Rollout ??= new KubeadmControlPlaneRollout();
        return KubeadmControlPlaneRules.DefaultStrategy(spec.Rollout);
    }

    public void Validate(KubeadmControlPlaneTemplate obj, KubeadmControlPlaneTemplate? old, ValidationContext context)
    {
        if (!context.Gates.ClusterTopology)
        {
            context.Forbidden("spec", "can only be set with feature gate ClusterTopology, which is off");
        }

        var template = obj.Spec?.Template;
        var spec = template?.Spec;
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
        MetadataChecks.Check($"{Path}.machineTemplate.metadata", spec?.MachineTemplate?.Metadata, context);
        TaintChecks.Check($"{Path}.machineTemplate.spec.taints", spec?.MachineTemplate?.Spec?.Taints, controlPlane: true, context);
        ControlPlaneSpecValidation.ValidateKubeadmConfig($"{Path}.kubeadmConfigSpec", spec?.KubeadmConfigSpec, context);
        ControlPlaneSpecValidation.ValidateRollout(Path, spec?.Rollout, spec?.KubeadmConfigSpec, context);
        ControlPlaneSpecValidation.ValidateNaming(Path, spec?.MachineNaming, context);
        if (old is not null)
        {
            TemplateChecks.Immutable(obj.Metadata, old.Spec?.Template?.Spec, spec, context);
        }
    }
}

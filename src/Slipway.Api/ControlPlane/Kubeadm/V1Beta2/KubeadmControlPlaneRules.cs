using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Defaults and validation of KubeadmControlPlanes.</summary>
internal sealed class KubeadmControlPlaneRules : IKindRules<KubeadmControlPlane>, IKindDefaults<KubeadmControlPlane>
{
    private const string Spec = "spec";

    public bool Default(KubeadmControlPlane obj, KubeadmControlPlane? old)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = spec.Replicas is null;
        spec.Replicas ??= 1;
        if (VersionChecks.WithPrefix(spec.Version) is { } version)
        {
            spec.Version = version;
            changed = true;
        }

        spec.Rollout ??= new KubeadmControlPlaneRollout();
        return DefaultStrategy(spec.Rollout) | changed;
    }

    public void Validate(KubeadmControlPlane obj, KubeadmControlPlane? old, ValidationContext context)
    {
        if (obj.Spec is not { } spec)
        {
            return;
        }

        ValidateReplicas(spec, context);
        VersionChecks.Check($"{Spec}.version", spec.Version, context);
        ValidateMachineTemplate(spec.MachineTemplate, context);
        ControlPlaneSpecValidation.ValidateKubeadmConfig($"{Spec}.kubeadmConfigSpec", spec.KubeadmConfigSpec, context);
        ControlPlaneSpecValidation.ValidateRollout(Spec, spec.Rollout, spec.KubeadmConfigSpec, context);
        ControlPlaneSpecValidation.ValidateNaming(Spec, spec.MachineNaming, context);
        ValidateSurge(spec, context);
        if (old?.Spec is not null)
        {
            KubeadmControlPlaneChanges.Validate(old.Spec, spec, context);
        }
    }

    /// <summary>Sets the strategy's defaults; true when it set something.</summary>
    internal static bool DefaultStrategy(KubeadmControlPlaneRollout rollout)
    {
        var strategy = rollout.Strategy ??= new KubeadmControlPlaneRolloutStrategy();
        var update = strategy.RollingUpdate ??= new KubeadmControlPlaneRollingUpdate();
        var changed = strategy.Type is null || update.MaxSurge is null;
        strategy.Type ??= RolloutStrategyType.RollingUpdate;
        update.MaxSurge ??= 1;
        return changed;
    }

    private static void ValidateReplicas(KubeadmControlPlaneSpec spec, ValidationContext context)
    {
        const string Path = $"{Spec}.replicas";
        var stacked = spec.KubeadmConfigSpec?.ClusterConfiguration?.Etcd?.External is null;
        if (spec.Replicas is <= 0)
        {
            context.Forbidden(Path, $"cannot be {spec.Replicas}; a control plane needs 1 machine or more");
        }
        else if (stacked && spec.Replicas % 2 == 0)
        {
            context.Forbidden(
                Path,
                $"cannot be an even number when etcd is stacked; {spec.Replicas} members survive no more failures "
                + $"than {spec.Replicas - 1}");
        }
    }

    private static void ValidateMachineTemplate(KubeadmControlPlaneMachineTemplate? template, ValidationContext context)
    {
        const string Path = $"{Spec}.machineTemplate";
        MetadataChecks.Check($"{Path}.metadata", template?.Metadata, context);
        TaintChecks.Check($"{Path}.spec.taints", template?.Spec?.Taints, controlPlane: true, context);
        if (string.IsNullOrEmpty(template?.Spec?.InfrastructureRef?.Name))
        {
            context.Required($"{Path}.spec.infrastructureRef", "name the template of the infrastructure machines");
        }
    }

    private static void ValidateSurge(KubeadmControlPlaneSpec spec, ValidationContext context)
    {
        const string Path = $"{Spec}.rollout.strategy.rollingUpdate.maxSurge";
        var surge = spec.Rollout?.Strategy?.RollingUpdate?.MaxSurge?.Value;
        if (surge is not (null or "0" or "1"))
        {
            context.Invalid(Path, surge, "must be 0 or 1");
        }
        else if (surge == "0" && spec.Replicas < 3)
        {
            context.Invalid(Path, 0, $"can be 0 only with 3 replicas or more, for spec.replicas is {spec.Replicas}");
        }
    }
}

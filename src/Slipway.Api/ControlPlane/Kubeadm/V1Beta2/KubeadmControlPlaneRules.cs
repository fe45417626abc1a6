using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Defaults and validation of KubeadmControlPlanes.</summary>
internal sealed class KubeadmControlPlaneRules
    : IKindRules<KubeadmControlPlane>, IKindDefaults<KubeadmControlPlane>, IScaleRules<KubeadmControlPlane>
{
    private const string Spec = "spec";

    public bool Default(KubeadmControlPlane obj, KubeadmControlPlane? old, DefaultingContext context)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = KubeadmConfigReading.Read(spec.KubeadmConfigSpec, context) | spec.Replicas is null;
        spec.Replicas ??= 1;
        if (spec.Version?.StartsWith('v') is not true)
        {
            spec.Version = $"v{spec.Version}";
            changed = true;
        }

        return DefaultStrategy(spec.Rollout ??= new KubeadmControlPlaneRollout()) | changed;
    }

    public void Validate(KubeadmControlPlane obj, KubeadmControlPlane? old, ValidationContext context)
    {
        var spec = obj.Spec ?? new KubeadmControlPlaneSpec();
        ValidateReplicas(spec, context);
        ValidateMachineTemplate(spec.MachineTemplate, context);
        VersionChecks.Check($"{Spec}.version", spec.Version ?? "", context);
        ControlPlaneSpecValidation.ValidateRollout(Spec, spec.Rollout, spec.KubeadmConfigSpec, spec.Replicas, context);
        ControlPlaneSpecValidation.ValidateNaming(Spec, spec.MachineNaming, context);
        var before = old?.Spec;
        if (before is not null)
        {
            KubeadmControlPlaneChanges.ValidatePaths(before, spec, context);
            KubeadmControlPlaneChanges.ValidateVersion(before.Version ?? "", spec.Version ?? "", context);
        }

        var configuration = spec.KubeadmConfigSpec?.ClusterConfiguration;
        ControlPlaneSpecValidation.ValidateClusterConfiguration($"{Spec}.kubeadmConfigSpec.clusterConfiguration", configuration, context);
        if (before is not null)
        {
            var stored = before.KubeadmConfigSpec?.ClusterConfiguration;
            KubeadmControlPlaneChanges.ValidateEtcd(stored, configuration, context);
            DnsUpgrades.Validate(stored?.Dns?.ImageTag, configuration?.Dns?.ImageTag, obj.Metadata, context);
        }

        ControlPlaneSpecValidation.ValidateKubeadmConfig($"{Spec}.kubeadmConfigSpec", spec.KubeadmConfigSpec, context);
    }

    public void ValidateScale(KubeadmControlPlane obj, ValidationContext context)
    {
        if (obj.Spec?.Replicas is null or <= 0)
        {
            context.Deny(Denials.Forbidden("replicas should be greater than zero"));
        }
        else if (IsStacked(obj.Spec) && obj.Spec.Replicas % 2 == 0)
        {
            context.Deny(Denials.Forbidden("replicas cannot be an even number when etcd is stacked"));
        }
    }

    /// <summary>There is one strategy. Sets it and its default; true when it set something.</summary>
    private static bool DefaultStrategy(KubeadmControlPlaneRollout rollout)
    {
        var strategy = rollout.Strategy ??= new KubeadmControlPlaneRolloutStrategy();
        var update = strategy.RollingUpdate ??= new KubeadmControlPlaneRollingUpdate();
        var changed = strategy.Type != RolloutStrategyType.RollingUpdate || update.MaxSurge is null;
        strategy.Type = RolloutStrategyType.RollingUpdate;
        update.MaxSurge ??= 1;
        return changed;
    }

    private static bool IsStacked(KubeadmControlPlaneSpec spec) => spec.KubeadmConfigSpec?.ClusterConfiguration?.Etcd?.External is null;

    private static void ValidateReplicas(KubeadmControlPlaneSpec spec, ValidationContext context)
    {
        const string Path = $"{Spec}.replicas";
        if (spec.Replicas is null)
        {
            context.Required(Path, "is required");
            return;
        }

        if (spec.Replicas <= 0)
        {
            context.Forbidden(Path, "cannot be less than or equal to 0");
        }

        if (IsStacked(spec) && spec.Replicas % 2 == 0)
        {
            context.Forbidden(Path, "cannot be an even number when etcd is stacked");
        }
    }

    private static void ValidateMachineTemplate(KubeadmControlPlaneMachineTemplate? template, ValidationContext context)
    {
        const string Path = $"{Spec}.machineTemplate";
        var reference = template?.Spec?.InfrastructureRef;
        ValidateNotEmpty($"{Path}.infrastructure.apiGroup", reference?.ApiGroup, context);
        ValidateNotEmpty($"{Path}.infrastructure.kind", reference?.Kind, context);
        ValidateNotEmpty($"{Path}.infrastructure.name", reference?.Name, context);
        TaintChecks.Check($"{Path}.spec.taints", template?.Spec?.Taints, context);
        MetadataChecks.Check($"{Path}.metadata", template?.Metadata, context);
    }

    private static void ValidateNotEmpty(string path, string? value, ValidationContext context)
    {
        if (string.IsNullOrEmpty(value))
        {
            context.Invalid(path, "", "cannot be empty");
        }
    }
}

using k8s.Models;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of MachineDeployments.</summary>
internal sealed class MachineDeploymentRules : IKindRules<MachineDeployment>, IKindDefaults<MachineDeployment>
{
    public bool Default(MachineDeployment obj, MachineDeployment? old)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = ClusterLabel.Set(obj.Metadata, spec.ClusterName)
            | MachineSpecRules.Default(spec.Template?.Spec)
            | DefaultLabels(spec, obj.Metadata.Name ?? "")
            | DefaultStrategy(spec);
        if (spec.Replicas is null)
        {
            spec.Replicas = ReplicaDefaults.For(obj.Metadata, old?.Spec?.Replicas, old is null);
            changed = true;
        }

        return changed;
    }

    public void Validate(MachineDeployment obj, MachineDeployment? old, ValidationContext context)
    {
        var spec = obj.Spec;
        MetadataChecks.CheckNameIsLabelValue(obj.Metadata.Name, context);
        MachineSetRules.ValidateReplicas(spec?.Replicas, context);
        SelectorChecks.Check(spec?.Selector, spec?.Template?.Metadata, context);
        MachineSetRules.ValidateTemplate(spec?.ClusterName, spec?.Template, spec?.MachineNaming, context);
        MachineSetRules.ValidateSkippedChecks(obj.Metadata, context);
        ValidateRollingUpdate("spec.rollout.strategy.rollingUpdate", spec?.Rollout?.Strategy?.RollingUpdate, context);
        IntOrPercent.Check("spec.remediation.maxInFlight", spec?.Remediation?.MaxInFlight, context);
        if (old is not null)
        {
            context.Immutable("spec.clusterName", old.Spec?.ClusterName, spec?.ClusterName);
        }
    }

    /// <summary>Limits of a rolling update must let it move.</summary>
    internal static void ValidateRollingUpdate(string path, MachineDeploymentRollingUpdate? update, ValidationContext context)
    {
        IntOrPercent.Check($"{path}.maxSurge", update?.MaxSurge, context);
        IntOrPercent.Check($"{path}.maxUnavailable", update?.MaxUnavailable, context);
        if (IntOrPercent.IsZero(update?.MaxSurge) && IntOrPercent.IsZero(update?.MaxUnavailable))
        {
            context.Invalid(
                $"{path}.maxUnavailable", update!.MaxUnavailable!.Value, "cannot be 0 when maxSurge is 0: nothing could be replaced");
        }
    }

    private static bool DefaultLabels(MachineDeploymentSpec spec, string name)
    {
        var changed = false;
        spec.Selector ??= new V1LabelSelector();
        var selector = spec.Selector.MatchLabels ??= new Dictionary<string, string>();
        var template = spec.Template ??= new MachineTemplateSpec();
        var labels = (template.Metadata ??= new ObjectMeta()).Labels ??= [];
        if (SelectorChecks.IsEmpty(spec.Selector))
        {
            changed |= ClusterLabel.Set(selector, ClusterLabels.DeploymentName, name);
            changed |= ClusterLabel.Set(labels, ClusterLabels.DeploymentName, name);
        }

        if (string.IsNullOrEmpty(spec.ClusterName))
        {
            return changed;
        }

        // Two Clusters may have MachineDeployments that select alike.
        return ClusterLabel.Set(selector, ClusterLabels.ClusterName, spec.ClusterName)
            | ClusterLabel.Set(labels, ClusterLabels.ClusterName, spec.ClusterName)
            | changed;
    }

    private static bool DefaultStrategy(MachineDeploymentSpec spec)
    {
        var strategy = (spec.Rollout ??= new MachineDeploymentRollout()).Strategy ??= new MachineDeploymentRolloutStrategy();
        var changed = strategy.Type is null;
        strategy.Type ??= RolloutStrategyType.RollingUpdate;
        if (strategy.Type == RolloutStrategyType.RollingUpdate)
        {
            var update = strategy.RollingUpdate ??= new MachineDeploymentRollingUpdate();
            changed |= update.MaxSurge is null || update.MaxUnavailable is null;
            update.MaxSurge ??= 1;
            update.MaxUnavailable ??= 0;
        }

        return changed;
    }
}

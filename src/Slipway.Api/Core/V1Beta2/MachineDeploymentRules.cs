using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of MachineDeployments.</summary>
internal sealed class MachineDeploymentRules : IKindRules<MachineDeployment>, IKindDefaults<MachineDeployment>
{
    private const string Template = "spec.template.spec";

    public bool Default(MachineDeployment obj, MachineDeployment? old, DefaultingContext context)
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
            spec.Replicas = ReplicaDefaults.For("MachineDeployment", obj.Metadata, old?.Spec?.Replicas, context);
            changed = true;
        }

        return changed;
    }

    public void Validate(MachineDeployment obj, MachineDeployment? old, ValidationContext context)
    {
        var spec = obj.Spec;
        var template = spec?.Template;
        MetadataChecks.CheckNameIsLabelValue(obj.Metadata.Name, "must be a valid label value:", context);
        MachineSpecRules.ValidateBootstrap(Template, template?.Spec?.Bootstrap, context);
        if (SelectorChecks.Read("spec.selector", spec?.Selector, context) is { } selector && !selector.Matches(template?.Metadata?.Labels))
        {
            context.Forbidden("spec.template.metadata.labels", $"must match spec.selector {GoText.Quote(selector.ToString())}");
        }

        MachineSetRules.ValidateSkippedChecks(obj.Metadata, context);
        MachineSpecRules.ValidateClusterName(spec?.ClusterName, old?.Spec?.ClusterName, template?.Spec, old is null, context);
        var update = context.Sent("spec.rollout.strategy.rollingUpdate");
        ValidateRollingUpdate("spec.rollout.strategy.rollingUpdate", update?["maxUnavailable"], update?["maxSurge"], context);
        IntOrPercent.Check("spec.remediation.maxInFlight", context.Sent("spec.remediation.maxInFlight"), context);
        MachineSpecRules.ValidateVersion(Template, template?.Spec, context);
        NamingTemplateChecks.Check("spec.machineNaming.template", spec?.MachineNaming?.Template, "machineSet", context);
        TaintChecks.Check($"{Template}.taints", template?.Spec?.Taints, context);
        TaintChecks.CheckWorkers($"{Template}.taints", template?.Spec?.Taints, context);
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
    }

    /// <summary>Limits of a rolling update, as they were sent, must let it move.</summary>
    internal static void ValidateRollingUpdate(string path, JsonNode? maxUnavailable, JsonNode? maxSurge, ValidationContext context)
    {
        IntOrPercent.Check($"{path}.maxUnavailable", maxUnavailable, context);
        IntOrPercent.CheckNotNegative($"{path}.maxUnavailable", maxUnavailable, context);
        IntOrPercent.Check($"{path}.maxSurge", maxSurge, context);
        IntOrPercent.CheckNotNegative($"{path}.maxSurge", maxSurge, context);
        if (IntOrPercent.IsZero(maxUnavailable) && IntOrPercent.IsZero(maxSurge))
        {
            context.Invalid(path, "0", "maxUnavailable and maxSurge cannot both be 0");
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

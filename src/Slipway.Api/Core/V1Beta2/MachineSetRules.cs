using k8s.Models;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of MachineSets.</summary>
internal sealed class MachineSetRules : IKindRules<MachineSet>, IKindDefaults<MachineSet>
{
    private static readonly string[] PreflightChecks =
        ["All", "KubeadmVersionSkew", "KubernetesVersionSkew", "ControlPlaneIsStable", "ControlPlaneVersionSkew"];

    private static readonly Dictionary<string, string> NameSamples = new()
    {
        [".cluster.name"] = "cluster",
        [".machineSet.name"] = "machineset",
        [".random"] = "abcde",
    };

    public bool Default(MachineSet obj, MachineSet? old)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = ClusterLabel.Set(obj.Metadata, spec.ClusterName) | MachineSpecRules.Default(spec.Template?.Spec);
        if (spec.Replicas is null)
        {
            spec.Replicas = ReplicaDefaults.For(obj.Metadata, old?.Spec?.Replicas, old is null);
            changed = true;
        }

        if (SelectorChecks.IsEmpty(spec.Selector))
        {
            SelectByName(spec, LabelValue.For(obj.Metadata.Name ?? ""));
            changed = true;
        }

        return changed;
    }

    public void Validate(MachineSet obj, MachineSet? old, ValidationContext context)
    {
        var spec = obj.Spec;
        ValidateReplicas(spec?.Replicas, context);
        SelectorChecks.Check(spec?.Selector, spec?.Template?.Metadata, context);
        ValidateTemplate(spec?.ClusterName, spec?.Template, spec?.MachineNaming, context);
        ValidateSkippedChecks(obj.Metadata, context);
        if (old is not null)
        {
            context.Immutable("spec.clusterName", old.Spec?.ClusterName, spec?.ClusterName);
        }
    }

    /// <summary>How many Machines there may be: no schema says it.</summary>
    internal static void ValidateReplicas(int? replicas, ValidationContext context)
    {
        if (replicas < 0)
        {
            context.Invalid("spec.replicas", replicas, "must be 0 or more");
        }
    }

    /// <summary>What MachineSets and MachineDeployments ask of their template.</summary>
    internal static void ValidateTemplate(
        string? clusterName, MachineTemplateSpec? template, MachineNaming? naming, ValidationContext context)
    {
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
        MachineSpecRules.Validate("spec.template.spec", template?.Spec, controlPlane: false, context);
        MachineSpecRules.ValidateBootstrap("spec.template.spec.bootstrap", template?.Spec?.Bootstrap, context);
        MachineSpecRules.ValidateClusterName(clusterName, template?.Spec, context);
        NamingTemplateChecks.Check("spec.machineNaming.template", naming?.Template, NameSamples, context);
    }

    /// <summary>The checks an annotation names must be known: a misspelt one would still be made.</summary>
    internal static void ValidateSkippedChecks(V1ObjectMeta metadata, ValidationContext context)
    {
        const string Path = $"metadata.annotations[{ClusterAnnotations.SkipPreflightChecks}]";
        var text = metadata.Annotations is { } annotations && annotations.TryGetValue(ClusterAnnotations.SkipPreflightChecks, out var value)
            ? value
            : "";
        foreach (var check in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!PreflightChecks.Contains(check))
            {
                context.NotSupported(Path, check, PreflightChecks);
            }
        }
    }

    private static void SelectByName(MachineSetSpec spec, string name)
    {
        spec.Selector ??= new V1LabelSelector();
        spec.Selector.MatchLabels ??= new Dictionary<string, string>();
        spec.Selector.MatchLabels[ClusterLabels.SetName] = name;
        var template = spec.Template ??= new MachineTemplateSpec();
        ((template.Metadata ??= new ObjectMeta()).Labels ??= [])[ClusterLabels.SetName] = name;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of MachineSets.</summary>
internal sealed class MachineSetRules : IKindRules<MachineSet>, IKindDefaults<MachineSet>
{
    private const string Template = "spec.template.spec";

    private static readonly string[] PreflightChecks =
        ["All", "ControlPlaneIsStable", "ControlPlaneVersionSkew", "KubeadmVersionSkew", "KubernetesVersionSkew"];

    public bool Default(MachineSet obj, MachineSet? old, DefaultingContext context)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = ClusterLabel.Set(obj.Metadata, spec.ClusterName) | MachineSpecRules.Default(spec.Template?.Spec);
        if (spec.Template?.Metadata is null)
        {
            // Upstream gives each template a set of labels, even an empty one, which the schema then refuses.
            (spec.Template ??= new MachineTemplateSpec()).Metadata = new ObjectMeta();
            changed = true;
        }

        if (spec.Replicas is null)
        {
            spec.Replicas = ReplicaDefaults.For("MachineSet", obj.Metadata, old?.Spec?.Replicas, context);
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
        var template = spec?.Template;
        MachineSpecRules.ValidateBootstrap(Template, template?.Spec?.Bootstrap, context);
        var labels = template?.Metadata?.Labels;
        if (SelectorChecks.Read("spec.selector", spec?.Selector, context) is { } selector && !selector.Matches(labels))
        {
            var shown = labels is null ? null : JsonSerializer.SerializeToNode(labels, ApiJson.TypeInfo<Dictionary<string, string>>());
            context.Invalid("spec.template.metadata.labels", shown, $"must match spec.selector {GoText.Quote(selector.ToString())}");
        }

        ValidateSkippedChecks(obj.Metadata, context);
        MachineSpecRules.ValidateClusterName(spec?.ClusterName, old?.Spec?.ClusterName, template?.Spec, old is null, context);
        MachineSpecRules.ValidateVersion(Template, template?.Spec, context);
        TaintChecks.Check($"{Template}.taints", template?.Spec?.Taints, context);
        TaintChecks.CheckWorkers($"{Template}.taints", template?.Spec?.Taints, context);
        NamingTemplateChecks.Check("spec.machineNaming.template", spec?.MachineNaming?.Template, "machineSet", context);
        MetadataChecks.Check("spec.template.metadata", template?.Metadata, context);
    }

    /// <summary>The checks an annotation names must be known: a misspelt one would still be made.</summary>
    internal static void ValidateSkippedChecks(V1ObjectMeta metadata, ValidationContext context)
    {
        if (metadata.Annotations is not { } annotations
            || !annotations.TryGetValue(ClusterAnnotations.SkipPreflightChecks, out var text)
            || text.Length == 0)
        {
            return;
        }

        var unknown = text.Split(',', StringSplitOptions.TrimEntries).Except(PreflightChecks, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            context.Invalid(
                $"metadata.annotations.{ClusterAnnotations.SkipPreflightChecks}",
                new JsonArray([.. unknown.Select(name => JsonValue.Create(name))]),
                $"skipped preflight check(s) must be among: [{string.Join(' ', PreflightChecks)}]");
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

using System.Globalization;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.Core.Machines;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineDeployments;

/// <summary>MachineSets as a MachineDeployment wants them.</summary>
internal static class SetFactory
{
    private const string RevisionHistory = "machinedeployment.clusters.x-k8s.io/revision-history";

    // Annotations of the deployment that are about itself and not about its Machines.
    private static readonly HashSet<string> NotCopied = new(StringComparer.Ordinal)
    {
        "kubectl.kubernetes.io/last-applied-configuration", RevisionHistory, ClusterAnnotations.Revision,
        ClusterAnnotations.DesiredReplicas, ClusterAnnotations.MaxReplicas, ClusterAnnotations.ConversionData, ClusterAnnotations.Paused,
    };

    /// <summary>A new set for the newest template.</summary>
    public static MachineSet Create(MachineDeploymentScope scope, int replicas)
    {
        var deployment = scope.Deployment;
        var hash = $"{TemplateHash(deployment)}-{scope.Suffix}";
        var set = new MachineSet
        {
            Metadata = new V1ObjectMeta
            {
                Name = LabelValues.Generated($"{deployment.Metadata.Name}-", scope.Suffix),
                NamespaceProperty = deployment.Metadata.NamespaceProperty,
                Labels = Labels(deployment, hash),
                Finalizers = [Finalizers.MachineSet],
                OwnerReferences = [Owners.Controller(CoreTypes.MachineDeployment, deployment).ToClass()],
            },
            Spec = new MachineSetSpec
            {
                ClusterName = deployment.Spec!.ClusterName,
                Selector = new V1LabelSelector
                {
                    MatchLabels = new Dictionary<string, string>(deployment.Spec.Selector?.MatchLabels ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
                    {
                        [ClusterLabels.MachineTemplateHash] = hash,
                    },
                    MatchExpressions = deployment.Spec.Selector?.MatchExpressions,
                },
                Template = new MachineTemplateSpec { Spec = deployment.Spec.Template!.Spec },
            },
        };
        Align(set, scope, replicas, isCurrent: true);
        return set;
    }

    /// <summary>Brings a set to what the deployment wants of it; changes only what may be changed in place.</summary>
    public static void Align(MachineSet set, MachineDeploymentScope scope, int replicas, bool isCurrent)
    {
        var deployment = scope.Deployment;
        var annotations = new Dictionary<string, string>(set.Metadata.Annotations ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);

        // What the deployment has no more goes from its sets too.
        foreach (var key in annotations.Keys.Where(k => !NotCopied.Contains(k)
            && TemplateMetadata.OwnsAnnotation(set.Metadata, FieldManagers.MachineDeploymentTemplate, k)).ToList())
        {
            annotations.Remove(key);
        }

        foreach (var (key, value) in (deployment.Metadata.Annotations ?? new Dictionary<string, string>(StringComparer.Ordinal)).Where(a =>
            !NotCopied.Contains(a.Key)))
        {
            annotations[key] = value;
        }

        if (isCurrent)
        {
            SetRevision(annotations, Text(CurrentRevision(scope)));
        }

        AlignTemplate(set, deployment);
        annotations[ClusterAnnotations.DesiredReplicas] = Text(scope.Desired);
        annotations[ClusterAnnotations.MaxReplicas] = Text(scope.Desired + scope.Goal.MaxSurge);
        annotations[ClusterAnnotations.DisableMachineCreate] = !isCurrent && scope.IsOnDelete ? "true" : "false";
        set.Metadata.Annotations = annotations;
        set.Spec!.Replicas = replicas;
    }

    /// <summary>The revision of the newest set: one more than any other's.</summary>
    public static int CurrentRevision(MachineDeploymentScope scope)
    {
        var next = scope.Old.Select(s => Revision.Of(s.Metadata) ?? 0).DefaultIfEmpty(0).Max() + 1;
        return scope.Current is { } current ? Math.Max(Revision.Of(current.Metadata) ?? 0, next) : next;
    }

    /// <summary>A set whose template became the newest again gets a new revision; those that it had before stay noted.</summary>
    private static void SetRevision(Dictionary<string, string> annotations, string revision)
    {
        if (annotations.TryGetValue(ClusterAnnotations.Revision, out var before) && before != revision)
        {
            var hasHistory = annotations.TryGetValue(RevisionHistory, out var history) && history.Length > 0;
            annotations[RevisionHistory] = hasHistory ? $"{history},{before}" : before;
        }

        annotations[ClusterAnnotations.Revision] = revision;
    }

    private static void AlignTemplate(MachineSet set, MachineDeployment deployment)
    {
        var hash = set.Metadata.Labels?.TryGetValue(ClusterLabels.MachineTemplateHash, out var own) == true ? own : null;
        var wanted = deployment.Spec!.Template!;
        set.Metadata.Labels = Labels(deployment, hash);
        set.Spec!.Template!.Metadata = new ObjectMeta { Labels = Labels(deployment, hash), Annotations = wanted.Metadata?.Annotations };
        var template = set.Spec.Template.Spec!;
        template.ReadinessGates = wanted.Spec!.ReadinessGates;
        template.Deletion = wanted.Spec.Deletion;
        template.MinReadySeconds = wanted.Spec.MinReadySeconds;
        template.Taints = wanted.Spec.Taints;
        set.Spec.Deletion = deployment.Spec.Deletion;
        set.Spec.MachineNaming = deployment.Spec.MachineNaming;
    }

    private static Dictionary<string, string> Labels(MachineDeployment deployment, string? hash)
    {
        var labels = new Dictionary<string, string>(deployment.Spec!.Template!.Metadata?.Labels ?? [], StringComparer.Ordinal)
        {
            [ClusterLabels.ClusterName] = deployment.Spec.ClusterName!,
            [ClusterLabels.DeploymentName] = deployment.Metadata.Name,
        };
        if (hash is not null)
        {
            labels[ClusterLabels.MachineTemplateHash] = hash;
        }

        return labels;
    }

    private static uint TemplateHash(MachineDeployment deployment) =>
        Fnv1a.Hash(KubeJson.ToUtf8(KubeJson.ToJsonObject(deployment.Spec!.Template!.Spec!, ApiJson.TypeInfo<MachineSpec>())));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

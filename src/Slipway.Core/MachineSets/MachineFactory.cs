using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineSets;

/// <summary>Machines as a MachineSet's template wants them.</summary>
internal static class MachineFactory
{
    private const int DefaultNodeDeletionSeconds = 10;
    private const string RandomPlaceholder = "{{ .random }}";
    private const string SetNamePlaceholder = "{{ .machineSet.name }}";
    private const string ClusterNamePlaceholder = "{{ .cluster.name }}";

    /// <summary>A new Machine. Its parts are named like it and are made once it exists.</summary>
    public static Machine Create(MachineSet set, string suffix)
    {
        var template = set.Spec!.Template!.Spec!;
        var name = Name(set, suffix);
        return new Machine
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = set.Metadata.NamespaceProperty,
                Labels = Labels(set),
                Annotations = set.Spec.Template.Metadata?.Annotations is { Count: > 0 } annotations
                    ? new Dictionary<string, string>(annotations, StringComparer.Ordinal)
                    : null,
                Finalizers = [Finalizers.Machine],
                OwnerReferences = [Owners.Controller(CoreTypes.MachineSet, set).ToClass()],
            },
            Spec = new MachineSpec
            {
                ClusterName = set.Spec.ClusterName,
                Version = template.Version,
                FailureDomain = template.FailureDomain,
                Bootstrap = new MachineBootstrap
                {
                    ConfigRef = PartOf(template.Bootstrap?.ConfigRef, name),
                    DataSecretName = template.Bootstrap?.ConfigRef is null ? template.Bootstrap?.DataSecretName : null,
                },
                InfrastructureRef = PartOf(template.InfrastructureRef, name),
                Deletion = Deletion(template),
                MinReadySeconds = template.MinReadySeconds,
                ReadinessGates = template.ReadinessGates,
                Taints = template.Taints,
            },
        };
    }

    /// <summary>The labels that Machines of a set carry.</summary>
    public static Dictionary<string, string> Labels(MachineSet set)
    {
        var labels = new Dictionary<string, string>(set.Spec!.Template!.Metadata?.Labels ?? [], StringComparer.Ordinal);
        foreach (var (key, value) in set.Spec.Selector?.MatchLabels ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            labels[key] = value;
        }

        labels[ClusterLabels.ClusterName] = set.Spec.ClusterName!;
        labels[ClusterLabels.SetName] = LabelValues.Of(set.Metadata.Name);
        if (set.Metadata.Labels?.TryGetValue(ClusterLabels.DeploymentName, out var deployment) == true)
        {
            labels[ClusterLabels.DeploymentName] = deployment;
        }

        return labels;
    }

    /// <summary>The patience of Machines of a template, with the default that a Machine would get.</summary>
    public static MachineDeletionSpec Deletion(MachineSpec template) => new()
    {
        NodeDrainTimeoutSeconds = template.Deletion?.NodeDrainTimeoutSeconds,
        NodeVolumeDetachTimeoutSeconds = template.Deletion?.NodeVolumeDetachTimeoutSeconds,
        NodeDeletionTimeoutSeconds = template.Deletion?.NodeDeletionTimeoutSeconds ?? DefaultNodeDeletionSeconds,
    };

    private static string Name(MachineSet set, string suffix)
    {
        var template = set.Spec!.MachineNaming?.Template ?? $"{SetNamePlaceholder}-{RandomPlaceholder}";
        var prefix = template[..template.IndexOf(RandomPlaceholder, StringComparison.Ordinal)]
            .Replace(SetNamePlaceholder, set.Metadata.Name, StringComparison.Ordinal)
            .Replace(ClusterNamePlaceholder, set.Spec.ClusterName, StringComparison.Ordinal);
        var rest = template[(template.IndexOf(RandomPlaceholder, StringComparison.Ordinal) + RandomPlaceholder.Length)..]
            .Replace(SetNamePlaceholder, set.Metadata.Name, StringComparison.Ordinal)
            .Replace(ClusterNamePlaceholder, set.Spec.ClusterName, StringComparison.Ordinal);
        return LabelValues.Generated(prefix, suffix + rest);
    }

    private static ContractVersionedObjectReference? PartOf(ContractVersionedObjectReference? template, string name) => template is null
        ? null
        : new ContractVersionedObjectReference { ApiGroup = template.ApiGroup, Kind = KindNames.WithoutTemplate(template.Kind!), Name = name };
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>Machines as a control plane wants them.</summary>
internal static class MachineBlueprint
{
    /// <summary>Holds a Machine's end until its etcd member is out.</summary>
    public const string CleanupHook = "pre-terminate.delete.hook.machine.cluster.x-k8s.io/kcp-cleanup";

    /// <summary>Says on a replacement which Machine it replaces, and how often that was tried.</summary>
    public const string RemediationFor = "controlplane.cluster.x-k8s.io/remediation-for";

    /// <summary>Says on the control plane which Machine is being replaced.</summary>
    public const string RemediationInProgress = "controlplane.cluster.x-k8s.io/remediation-in-progress";

    /// <summary>A new Machine, to be created before the objects that it names.</summary>
    public static JsonObject Create(ControlPlaneScope scope, string? failureDomain)
    {
        var (kcp, name) = (scope.Object, scope.NewMachineName);
        var wanted = kcp.Spec!.MachineTemplate!.Spec!;
        var annotations = Sorted(Annotations(kcp));
        annotations[CleanupHook] = "";
        if (kcp.Metadata.Annotations is { } own && own.TryGetValue(RemediationInProgress, out var remediation))
        {
            annotations[RemediationFor] = remediation;
        }

        return CoreTypes.Machine.ToJsonObject(new Machine
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = kcp.Metadata.NamespaceProperty,
                Name = name,
                Labels = Sorted(Labels(scope)),
                Annotations = annotations,
                Finalizers = [Finalizers.Machine],
                OwnerReferences = [Owners.Controller(Api.KubeadmTypes.KubeadmControlPlane, kcp).ToClass()],
            },
            Spec = new MachineSpec
            {
                ClusterName = scope.ClusterKey.Name,
                Version = kcp.Spec.Version,
                FailureDomain = failureDomain,
                Bootstrap = new MachineBootstrap
                {
                    ConfigRef = new ContractVersionedObjectReference { ApiGroup = Api.KubeadmTypes.BootstrapGroup, Kind = "KubeadmConfig", Name = name },
                },
                InfrastructureRef = new ContractVersionedObjectReference
                {
                    ApiGroup = wanted.InfrastructureRef!.ApiGroup,
                    Kind = KindNames.WithoutTemplate(wanted.InfrastructureRef.Kind!),
                    Name = name,
                },
                ReadinessGates = ReadinessGates(scope),
                Deletion = wanted.Deletion,
                Taints = wanted.Taints,
            },
        });
    }

    // Bytes are the same for the same wish, whatever the process hashes names to.
    private static Dictionary<string, string> Sorted(ImmutableDictionary<string, string> entries) =>
        entries.OrderBy(e => e.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>The labels of Machines and of the objects that they stand on.</summary>
    public static ImmutableDictionary<string, string> Labels(ControlPlaneScope scope) =>
        (scope.Spec.MachineTemplate?.Metadata?.Labels ?? []).ToImmutableDictionary(StringComparer.Ordinal)
            .SetItem(ClusterLabels.ClusterName, scope.ClusterKey.Name)
            .SetItem(ClusterLabels.ControlPlane, "")
            .SetItem(ClusterLabels.ControlPlaneName, LabelValues.Of(scope.Object.Metadata.Name));

    /// <summary>The annotations of Machines and of the objects that they stand on.</summary>
    public static ImmutableDictionary<string, string> Annotations(KubeadmControlPlane kcp) =>
        (kcp.Spec?.MachineTemplate?.Metadata?.Annotations ?? []).ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Whether an annotation of a Machine is this controller's own, and not the template's.</summary>
    public static bool IsOwnAnnotation(string key) => key is CleanupHook or RemediationFor;

    /// <summary>The conditions that a Machine's readiness waits for: the components', then the user's.</summary>
    public static List<ConditionGate> ReadinessGates(ControlPlaneScope scope) =>
    [
        .. MachineHealth.TypesFor(scope.HasManagedEtcd).Select(t => new ConditionGate { ConditionType = t }),
        .. (scope.Spec.MachineTemplate?.Spec?.ReadinessGates ?? []).Where(g => !MachineHealth.AllTypes.Contains(g.ConditionType!)),
    ];

    /// <summary>What a Machine's KubeadmConfig is made from.</summary>
    public static JsonObject BootstrapSource(KubeadmConfigSpec spec) => new()
    {
        ["spec"] = JsonSerializer.SerializeToNode(spec, ApiJson.TypeInfo<KubeadmConfigSpec>()),
    };
}

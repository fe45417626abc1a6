using System.Text.Json.Nodes;
using Slipway.Kubernetes.Versions;
using k8s.Models;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.CoreDns;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>
/// What in the workload cluster follows the control plane's version: kubeadm's record before new machines join by it, the add-ons
/// afterwards.
/// </summary>
internal static class UpgradePhases
{
    private const string ConfigurationKey = "ClusterConfiguration";
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(1);

    /// <summary>kubeadm's ConfigMap says what joining machines read: it must be right before the first one of a rollout.</summary>
    public static PhaseResult KubeadmConfig(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope is not { IsInitialized: true, Upgrade: { } upgrade } || !scope.Machines.Any(m => m is { IsUpToDate: false, IsDeleting: false }))
        {
            return PhaseResult.Completed;
        }

        if (VersionSkew.Problem(scope.Spec.Version, scope.Machines) is not null)
        {
            // The next step says what is wrong.
            return PhaseResult.Completed;
        }

        if (upgrade.MissingFailure is { } failure)
        {
            return failure;
        }

        if (!upgrade.Missing.IsEmpty)
        {
            return PhaseResult.Want([.. upgrade.Missing.Select(m => new Effect.Create(m.Type, m.Body, $"machines of {scope.Spec.Version} need it to join")
            {
                MayExist = true, Target = scope.Workload.Connection!.Client,
            })]);
        }

        if (upgrade.KubeadmConfig is not Observed<V1ConfigMap>.Found(var map))
        {
            return upgrade.KubeadmConfig is Observed<V1ConfigMap>.Unknown(var code, var message)
                ? PhaseResult.FailWith(code, message)
                : PhaseResult.WaitFor("WaitingForKubeadmConfig", "Waiting for ConfigMap kube-system/kubeadm-config in the cluster", Recheck);
        }

        if (!KubernetesVersion.TryParse(scope.Spec.Version, out var version) || KubeadmApis.For(version) is not { } api)
        {
            return PhaseResult.FailWith(ErrorCodes.InvalidSpecification, $"spec.version: \"{scope.Spec.Version}\" is not a version from v1.17.0 on");
        }

        var facts = ClusterFactsReader.Of(scope.Cluster.ValueOrNull!, version);
        var updated = KubeadmConfigMap.Update(map.Data?[ConfigurationKey], api, scope.Spec.KubeadmConfigSpec, facts);
        return updated is null
            ? PhaseResult.Completed
            : PhaseResult.Want(Write(map, updated, "machines that join read the cluster's configuration from it") with
            {
                Target = scope.Workload.Connection!.Client,
            });
    }

    /// <summary>kube-proxy and CoreDNS, once every machine is as wanted.</summary>
    public static PhaseResult AddOns(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope is not { Upgrade: { } upgrade, Workload.Connection: { } connection })
        {
            return PhaseResult.Completed;
        }

        if (upgrade.AddOnFailure is { } failure)
        {
            return failure;
        }

        var next = NextAddOn(scope, upgrade);
        return next is PhaseResult.Do wanted ? PhaseResult.Want([.. wanted.Effects.Select(e => e with { Target = connection.Client })]) : next;
    }

    /// <summary>The next step, without whose cluster it is for. Nothing is recorded of an upgrade that cannot be done.</summary>
    internal static PhaseResult NextAddOn(ControlPlaneScope scope, UpgradeView upgrade)
    {
        if (KubeProxyUpgrade.Next(scope.Spec, upgrade.KubeProxy) is { } proxy)
        {
            return PhaseResult.Want(proxy);
        }

        var coreDns = CoreDnsUpgrade.Next(scope.Spec, upgrade);
        return coreDns is not PhaseResult.Fail && KubeadmDns(scope, upgrade) is { } dns ? PhaseResult.Want(dns) : coreDns;
    }

    /// <summary>kubeadm's ConfigMap says which CoreDNS is wanted before there is one.</summary>
    private static Effect.Patch? KubeadmDns(ControlPlaneScope scope, UpgradeView upgrade) =>
        upgrade is { KubeadmConfig: Observed<V1ConfigMap>.Found(var map), CoreDns: Observed<V1Deployment>.Found }
        && KubeadmConfigMap.UpdateDns(map.Data?[ConfigurationKey], scope.Spec.KubeadmConfigSpec?.ClusterConfiguration?.Dns) is { } updated
            ? Write(map, updated, "kubeadm's record says which CoreDNS is wanted")
            : null;

    private static Effect.Patch Write(V1ConfigMap map, string configuration, string why) => new(
        BuiltInTypes.ConfigMap, new("kube-system", "kubeadm-config"),
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = map.Metadata.ResourceVersion },
            ["data"] = new JsonObject { [ConfigurationKey] = configuration },
        },
        why);
}

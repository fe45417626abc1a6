using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Parts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>Infrastructure, boot data and control plane that honour the contract and do no more.</summary>
internal static class PretendedProviders
{
    private const string Finalizer = "test.slipway/pretended";

    public static void AddTo(ControllerManager manager, IKubeClient workload) => manager
        .Add(new ScriptedReconciler<DevCluster>(DevTypes.DevCluster, Finalizer, _ => { }, (c, _, _) => Task.FromResult(Infrastructure(c))))
        .Add(new ScriptedReconciler<KubeadmConfig>(
            KubeadmTypes.KubeadmConfig,
            Finalizer,
            c => c.WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, o => o.Key.ToString()),
            BootDataAsync))
        .Add(new ScriptedReconciler<DevMachine>(
            DevTypes.DevMachine, Finalizer, c => c.Watches(CoreTypes.Machine, m => [m.Key]), (m, context, token) => VirtualMachineAsync(m, workload, context, token)))
        .Add(new ScriptedReconciler<KubeadmControlPlane>(
            KubeadmTypes.KubeadmControlPlane,
            Finalizer,
            c => c.Owns(CoreTypes.Machine).WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, o => o.Key.ToString()),
            ControlPlaneAsync));

    private static Script<DevCluster> Infrastructure(DevCluster cluster)
    {
        if (cluster.Metadata.DeletionTimestamp is not null)
        {
            return new Script<DevCluster>([new Effect.RemoveFinalizer("gone")], _ => { });
        }

        var endpoint = new ApiEndpoint { Host = "127.0.0.1", Port = 6443 };
        List<Effect> effects = cluster.Spec?.ControlPlaneEndpoint is null
            ? [new Effect.ChangeSelf<DevCluster>(c => (c.Spec ??= new()).ControlPlaneEndpoint = endpoint, "endpoint")]
            : [];
        return new Script<DevCluster>(effects, c => ((c.Status ??= new()).Initialization ??= new()).Provisioned = true);
    }

    private static async Task<Script<KubeadmConfig>> BootDataAsync(KubeadmConfig config, ObserveContext context, CancellationToken cancellationToken)
    {
        if (config.Metadata.DeletionTimestamp is not null)
        {
            return new Script<KubeadmConfig>([new Effect.RemoveFinalizer("gone")], _ => { });
        }

        var key = new ObjectKey(config.Metadata.NamespaceProperty, config.Metadata.Labels[ClusterLabels.ClusterName]);
        var cluster = (await context.Cache.GetAsync(CoreTypes.Cluster, key, cancellationToken)).As(CoreTypes.Cluster).ValueOrNull;
        var ready = cluster?.Status?.Initialization is { InfrastructureProvisioned: true } initialization
            && (initialization.ControlPlaneInitialized == true || config.Metadata.Labels.ContainsKey(ClusterLabels.ControlPlane));
        return new Script<KubeadmConfig>([], c =>
        {
            if (ready)
            {
                c.Status ??= new();
                c.Status.DataSecretName = c.Metadata.Name;
                (c.Status.Initialization ??= new()).DataSecretCreated = true;
            }
        });
    }

    private static async Task<Script<DevMachine>> VirtualMachineAsync(
        DevMachine machine, IKubeClient workload, ObserveContext context, CancellationToken cancellationToken)
    {
        if (machine.Metadata.DeletionTimestamp is not null)
        {
            return new Script<DevMachine>([new Effect.RemoveFinalizer("gone")], _ => { });
        }

        var key = new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name);
        var owner = (await context.Cache.GetAsync(CoreTypes.Machine, key, cancellationToken)).As(CoreTypes.Machine).ValueOrNull;
        if (owner?.Spec?.Bootstrap?.DataSecretName is null)
        {
            return new Script<DevMachine>([], _ => { });
        }

        List<Effect> effects = machine.Spec?.ProviderID is null
            ?
            [
                new Effect.ChangeSelf<DevMachine>(m => (m.Spec ??= new()).ProviderID = $"pretended://{m.Metadata.Name}", "provisioned"),
                new Effect.Call("boot", token => BootAsync(workload, owner, token), "boot"),
            ]
            : [];
        return new Script<DevMachine>(effects, m =>
        {
            m.Status ??= new();
            (m.Status.Initialization ??= new()).Provisioned = true;
            (m.Status.Conditions ??= []).Set("Ready", ConditionState.True("Ready"), m.Metadata.Generation, context.Now);
        });
    }

    private static async ValueTask BootAsync(IKubeClient workload, Machine machine, CancellationToken cancellationToken)
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta { Name = machine.Metadata.Name },
            Spec = new V1NodeSpec
            {
                ProviderID = $"pretended://{machine.Metadata.Name}",
                Taints = [new V1Taint { Key = NodeTaints.Uninitialized, Effect = "NoSchedule" }],
            },
        };
        try
        {
            await workload.CreateAsync(BuiltInTypes.Node, node, WriteOptions.Default, cancellationToken);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists)
        {
        }

        var status = new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = machine.Spec!.Version },
                ["conditions"] = new JsonArray(
                    Condition("Ready", "True"), Condition("MemoryPressure", "False"), Condition("DiskPressure", "False"), Condition("PIDPressure", "False")),
            },
        };
        await workload.PatchAsync(
            BuiltInTypes.Node, ObjectKey.ClusterScoped(machine.Metadata.Name), KubePatch.Merge(status), WriteOptions.Status, cancellationToken);

        static JsonObject Condition(string type, string value) => new() { ["type"] = type, ["status"] = value, ["reason"] = "Pretended" };
    }

    private static async Task<Script<KubeadmControlPlane>> ControlPlaneAsync(
        KubeadmControlPlane controlPlane, ObserveContext context, CancellationToken cancellationToken)
    {
        var ns = controlPlane.Metadata.NamespaceProperty;
        var machines = (await context.Cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Owner, controlPlane.Metadata.Uid, cancellationToken))
            .Select(m => m.To(CoreTypes.Machine.Json))
            .ToList();
        if (controlPlane.Metadata.DeletionTimestamp is not null)
        {
            return new Script<KubeadmControlPlane>(
                machines.Count == 0
                    ? [new Effect.RemoveFinalizer("gone")]
                    : [.. machines.Select(m => new Effect.Delete(CoreTypes.Machine, new ObjectKey(ns, m.Metadata.Name), m.Metadata.Uid, "deleted"))],
                _ => { });
        }

        var clusterName = controlPlane.Metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var label) == true ? label : null;
        var cluster = clusterName is null
            ? null
            : (await context.Cache.GetAsync(CoreTypes.Cluster, new ObjectKey(ns, clusterName), cancellationToken)).As(CoreTypes.Cluster).ValueOrNull;
        if (cluster?.Status?.Initialization?.InfrastructureProvisioned != true)
        {
            return new Script<KubeadmControlPlane>([], _ => { });
        }

        var reference = controlPlane.Spec!.MachineTemplate!.Spec!.InfrastructureRef!;
        var template = (await context.Cache.ReadAsync(reference, ns, cancellationToken)).ValueOrNull!;
        List<Effect> effects = [];
        var secret = await context.Cache.GetAsync(BuiltInTypes.Secret, new ObjectKey(ns, $"{clusterName}-kubeconfig"), cancellationToken);
        if (secret is Observed<KubeObject>.Absent)
        {
            effects.Add(new Effect.Create(BuiltInTypes.Secret, Kubeconfig(controlPlane, clusterName!), "kubeconfig"));
        }

        for (var i = machines.Count; i < controlPlane.Spec.Replicas; i++)
        {
            effects.Add(new Effect.Create(CoreTypes.Machine, CoreTypes.Machine.ToJsonObject(NewMachine(controlPlane, clusterName!, i)), "replicas"));
        }

        foreach (var machine in machines)
        {
            var infrastructure = await context.Cache.ReadAsync(machine.Spec!.InfrastructureRef!, ns, cancellationToken);
            var bootstrap = await context.Cache.ReadAsync(machine.Spec.Bootstrap!.ConfigRef!, ns, cancellationToken);
            var labels = System.Collections.Immutable.ImmutableDictionary.CreateRange(machine.Metadata.Labels);
            effects.AddRange(MachineParts.Decide(
                machine,
                MachinePart.FromTemplate(template, infrastructure) with { Labels = labels },
                new MachinePart { Type = KubeadmTypes.KubeadmConfig, Current = bootstrap, Source = BootSource(), Labels = labels }));
        }

        return new Script<KubeadmControlPlane>(effects, kcp => Report(kcp, machines));
    }

    private static JsonObject BootSource() => new() { ["spec"] = new JsonObject { ["format"] = "cloud-config" } };

    private static void Report(KubeadmControlPlane controlPlane, List<Machine> machines)
    {
        var status = controlPlane.Status ??= new();
        var running = machines.Where(m => m.Status?.NodeRef is not null).ToList();
        (status.Replicas, status.ReadyReplicas, status.AvailableReplicas, status.UpToDateReplicas) = (machines.Count, running.Count, running.Count, machines.Count);
        if (running.Count > 0)
        {
            (status.Initialization ??= new()).ControlPlaneInitialized = true;
            status.Version = running.Min(m => m.Spec!.Version);
        }
    }

    private static Machine NewMachine(KubeadmControlPlane controlPlane, string cluster, int number)
    {
        var name = $"{controlPlane.Metadata.Name}-{number}";
        return new Machine
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = controlPlane.Metadata.NamespaceProperty,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [ClusterLabels.ClusterName] = cluster,
                    [ClusterLabels.ControlPlane] = "",
                    [ClusterLabels.ControlPlaneName] = controlPlane.Metadata.Name,
                },
                Finalizers = [Finalizers.Machine],
                OwnerReferences = [Owners.Controller(KubeadmTypes.KubeadmControlPlane, controlPlane).ToClass()],
            },
            Spec = new MachineSpec
            {
                ClusterName = cluster,
                Version = controlPlane.Spec!.Version,
                Bootstrap = new MachineBootstrap { ConfigRef = new() { ApiGroup = KubeadmTypes.BootstrapGroup, Kind = "KubeadmConfig", Name = name } },
                InfrastructureRef = new() { ApiGroup = DevTypes.Group, Kind = "DevMachine", Name = name },
            },
        };
    }

    private static JsonObject Kubeconfig(KubeadmControlPlane controlPlane, string cluster) => BuiltInTypes.Secret.ToJsonObject(new V1Secret
    {
        Metadata = new V1ObjectMeta
        {
            Name = $"{cluster}-kubeconfig",
            NamespaceProperty = controlPlane.Metadata.NamespaceProperty,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ClusterLabels.ClusterName] = cluster },
            OwnerReferences = [Owners.Controller(KubeadmTypes.KubeadmControlPlane, controlPlane).ToClass()],
        },
        Type = "cluster.x-k8s.io/secret",
        Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["value"] = Encoding.UTF8.GetBytes("pretended") },
    });
}

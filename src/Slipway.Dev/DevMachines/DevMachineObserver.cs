using System.Text;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Boot;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.DevMachines;

/// <summary>Reads what a pass over a DevMachine decides from: its owners, its user data, and what already runs.</summary>
/// <param name="clusters">The pretended clusters.</param>
/// <param name="actions">Does what machines do.</param>
internal sealed class DevMachineObserver(WorkloadClusters clusters, MachineBoot actions)
{
    public async ValueTask<DevMachineScope> ObserveAsync(DevMachine obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var cluster = await ClusterLinks.LabelledClusterAsync(obj.Metadata, context, cancellationToken);
        var infrastructure = await InfrastructureAsync(cluster, context, cancellationToken);
        var scope = new DevMachineScope
        {
            DevMachine = obj,
            Machine = await ClusterLinks.ControllerAsync(obj.Metadata, CoreTypes.Machine, context.Cache, cancellationToken),
            Cluster = cluster,
            DevCluster = infrastructure,
            Workload = infrastructure.ValueOrNull is { } found ? clusters.Find(found.Metadata.Uid) : null,
            Clusters = clusters,
            Actions = actions,
        };
        if (scope.Workload is not { } workload)
        {
            return scope;
        }

        scope = scope with
        {
            Node = await workload.Client.FindAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(scope.Name), cancellationToken),
            HasEtcd = workload.Etcd.IsRunning(scope.Name),
            HasApiServer = workload.HasApiServer(scope.Name),
        };
        return IsUp(scope) || scope.IsDeleting ? scope : await ReadUserDataAsync(scope, workload, context, cancellationToken);
    }

    // A machine that is up is not booted again just to look at it; a control plane machine whose processes are missing (the
    // program was restarted) is.
    private static bool IsUp(DevMachineScope scope) =>
        scope.DevMachine.Status?.Initialization?.Provisioned == true && scope.HasReadyNode && (!scope.IsControlPlane || (scope.HasEtcd && scope.HasApiServer));

    private static async ValueTask<DevMachineScope> ReadUserDataAsync(
        DevMachineScope scope, WorkloadCluster workload, ObserveContext context, CancellationToken cancellationToken)
    {
        var spec = await BootSpecAsync(scope.Machine.ValueOrNull, context, cancellationToken);
        if (spec is not { Bootstrap.DataSecretName: { Length: > 0 } secretName })
        {
            return scope;
        }

        var key = new ObjectKey(scope.DevMachine.Metadata.NamespaceProperty, secretName);
        if (await FindSecretAsync(key, context, cancellationToken) is not { } found)
        {
            return scope;
        }

        var secret = found.To(BuiltInTypes.Secret.Json);
        scope = scope with { SwitchedOn = SwitchedOn(scope.DevMachine, secret) };
        try
        {
            var identity = new MachineIdentity(scope.Name, scope.ProviderId, spec.Version ?? "");
            var cluster = scope.IsControlPlane ? await ReadClusterConfigurationAsync(workload, cancellationToken) : null;
            var boot = BootReader.Read(UserData(secret), identity, context.Now, cluster);
            var join = boot.Discovery is { } discovery && !scope.HasNode
                ? await JoinCheck.RunAsync(discovery, workload, context.Now, cancellationToken)
                : null;
            return scope with { Boot = boot, JoinFailure = join };
        }
        catch (BootFailureException failure)
        {
            return scope with { BootFailure = failure };
        }
    }

    // What kubeadm join reads of a cluster before it looks at the disk.
    private static async ValueTask<string?> ReadClusterConfigurationAsync(WorkloadCluster workload, CancellationToken cancellationToken)
    {
        var key = new ObjectKey("kube-system", "kubeadm-config");
        var map = await workload.Client.FindAsync(BuiltInTypes.ConfigMap, key, cancellationToken);
        return map?.Data is { } data && data.TryGetValue("ClusterConfiguration", out var text) ? text : null;
    }

    // A pool's machines all boot from the pool's data, and come up with its version.
    private static async ValueTask<MachineSpec?> BootSpecAsync(Machine? machine, ObserveContext context, CancellationToken cancellationToken)
    {
        if (machine is null
            || machine.Spec?.Bootstrap?.DataSecretName is { Length: > 0 }
            || ClusterLinks.ControllerOf(machine.Metadata, CoreTypes.MachinePool) is null)
        {
            return machine?.Spec;
        }

        var pool = await ClusterLinks.ControllerAsync(machine.Metadata, CoreTypes.MachinePool, context.Cache, cancellationToken);
        return pool.ValueOrNull?.Spec?.Template?.Spec;
    }

    // The watch of Machines may be ahead of that of Secrets, and no Secret brings this machine back: the cache's "no" is not believed.
    private static async ValueTask<KubeObject?> FindSecretAsync(ObjectKey key, ObserveContext context, CancellationToken cancellationToken) =>
        await context.Cache.GetAsync(BuiltInTypes.Secret, key, cancellationToken) is Observed<KubeObject>.Found found
            ? found.Value
            : await context.Client.FindAsync((ResourceType)BuiltInTypes.Secret, key, cancellationToken);

    private static string UserData(V1Secret secret)
    {
        var format = secret.Data?.TryGetValue("format", out var bytes) == true ? Encoding.UTF8.GetString(bytes) : "cloud-config";
        if (format is not ("cloud-config" or "ignition"))
        {
            // What a Secret holds is not told, whatever it should have been.
            throw new BootFailureException(
                BootFailureReasons.InvalidUserData,
                $"key \"format\" of Secret {secret.Metadata.Name} must be cloud-config or ignition: "
                    + "the machine's image has cloud-init and Ignition only");
        }

        return secret.Data?.TryGetValue("value", out var value) == true
            ? Encoding.UTF8.GetString(value)
            : throw new BootFailureException(BootFailureReasons.InvalidUserData, $"the Secret {secret.Metadata.Name} has no key \"value\"");
    }

    private static DateTimeOffset SwitchedOn(DevMachine machine, V1Secret secret)
    {
        var created = machine.Metadata.CreationTimestamp ?? default;
        var data = secret.Metadata.CreationTimestamp ?? default;
        return new DateTimeOffset(DateTime.SpecifyKind(created > data ? created : data, DateTimeKind.Utc));
    }

    private static async ValueTask<Observed<DevCluster>> InfrastructureAsync(
        Observed<Cluster> cluster, ObserveContext context, CancellationToken cancellationToken) =>
        cluster.ValueOrNull is { Spec.InfrastructureRef: { Kind: "DevCluster", Name: { } name } } owner
            ? (await context.Cache.GetAsync(DevTypes.DevCluster, new ObjectKey(owner.Metadata.NamespaceProperty, name), cancellationToken))
                .As(DevTypes.DevCluster)
            : new Observed<DevCluster>.Absent();
}

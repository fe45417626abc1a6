using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>What a cluster may have beside its machines: a pool, health checks, manifests and addresses.</summary>
internal static class Additions
{
    private static readonly (ResourceType Type, string Body)[] Bodies =
    [
        (BuiltInTypes.ConfigMap, """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"addon","namespace":"default"},
             "data":{"a":"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: addon}"}}
            """),
        (AddonsTypes.ClusterResourceSet, """
            {"apiVersion":"addons.cluster.x-k8s.io/v1beta2","kind":"ClusterResourceSet","metadata":{"name":"addon","namespace":"default"},"spec":{
              "strategy":"Reconcile","clusterSelector":{"matchLabels":{"addon":"yes"}},"resources":[{"kind":"ConfigMap","name":"addon"}]}}
            """),
        (IpamTypes.InClusterIPPool, """
            {"apiVersion":"ipam.cluster.x-k8s.io/v1alpha2","kind":"InClusterIPPool","metadata":{"name":"ips","namespace":"default"},
             "spec":{"addresses":["10.0.0.2"],"prefix":24}}
            """),
        (IpamTypes.IPAddressClaim, """
            {"apiVersion":"ipam.cluster.x-k8s.io/v1beta2","kind":"IPAddressClaim","metadata":{"name":"ip","namespace":"default"},
             "spec":{"poolRef":{"apiGroup":"ipam.cluster.x-k8s.io","kind":"InClusterIPPool","name":"ips"}}}
            """),
        (CoreTypes.MachineHealthCheck, """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineHealthCheck","metadata":{"name":"health","namespace":"default"},"spec":{
              "clusterName":"demo","selector":{"matchLabels":{"cluster.x-k8s.io/cluster-name":"demo"}},
              "checks":{"unhealthyNodeConditions":[{"type":"Ready","status":"False","timeoutSeconds":300}]}}}
            """),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The kinds that it is made of, beside those of clusters.</summary>
    public static IReadOnlyList<ResourceType> Kinds { get; } =
    [
        CoreTypes.MachinePool, DevTypes.DevMachinePool, CoreTypes.MachineHealthCheck, AddonsTypes.ClusterResourceSet, AddonsTypes.ClusterResourceSetBinding,
        IpamTypes.InClusterIPPool, IpamTypes.IPAddressClaim, IpamTypes.IPAddress,
    ];

    /// <summary>Gives all of it to the cluster <c>demo</c> and waits until it is done.</summary>
    public static async Task CreateAsync(IKubeClient client, ObjectView view, string version)
    {
        await AskAsync(client, version);
        await view.UntilAsync("all is done", IsDone);
    }

    /// <summary>Asks for all of it for the cluster <c>demo</c>.</summary>
    public static async Task AskAsync(IKubeClient client, string version)
    {
        await MachinePoolTests.CreatePoolAsync(client, version, replicas: 2);
        foreach (var (type, body) in Bodies)
        {
            await client.CreateAsync(type, JsonNode.Parse(body)!.AsObject(), WriteOptions.Default, Token);
        }

        var label = JsonNode.Parse("""{"metadata":{"labels":{"addon":"yes"}}}""")!.AsObject();
        await client.PatchAsync(CoreTypes.Cluster, new("default", "demo"), KubePatch.Merge(label), WriteOptions.Default, Token);
    }

    /// <summary>Whether all of it is done.</summary>
    public static bool IsDone(Objects objects) =>
        objects.Of(CoreTypes.MachinePool).SingleOrDefault().Number("status.availableReplicas") == 2
        && objects.Of(CoreTypes.MachineHealthCheck).SingleOrDefault().Number("status.expectedMachines") > 0
        && objects.Of(AddonsTypes.ClusterResourceSet).SingleOrDefault().Is("ResourcesApplied")
        && objects.Of(IpamTypes.IPAddressClaim).SingleOrDefault().Is("Ready");
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.ControlPlane;

/// <summary>What is seen of a workload cluster.</summary>
public sealed class WorkloadObserverTests
{
    private static readonly ObjectKey Demo = new("default", "demo");

    [Theory]
    [InlineData("dev://a", "node-a")]
    [InlineData("dev://twice", null)] // two Nodes that both claim to be the machine are none
    [InlineData("dev://other", null)]
    public async Task Observe_MachineWithoutNodeRef_IsFoundByItsProvidersName(string providerId, string? expected)
    {
        var nodes = new SeenObjects(Node("node-a", "dev://a"), Node("node-b", "dev://twice"), Node("node-c", "dev://twice"))
        {
            Index = o => [(string?)o.ToJsonObject()["spec"]!["providerID"]],
        };
        var observer = new WorkloadObserver(new OneCluster(nodes), new EtcdInspector(null!, new FakeTimeProvider()));

        var view = await observer.ObserveAsync(
            Demo, initialized: Make.Now, mayInitialize: true, [Make.Machine("a").NotJoined().Machine],
            ImmutableDictionary<string, string>.Empty.Add("a", providerId), new Observed<EtcdCredentials>.Absent(), Make.Now, TestContext.Current.CancellationToken);

        Assert.Equal(expected, view.NodesByProvider["a"].ValueOrNull);
    }

    // A cluster that has only just been initialized is given time to be reached; one of old is not, once several looks found nobody.
    [Theory]
    [InlineData(5, 1, WorkloadState.Pending)]
    [InlineData(5, 6, WorkloadState.Down)]
    [InlineData(4, 6, WorkloadState.Pending)]
    internal async Task Observe_NeverReached_IsDownAfterTheGracePeriod(int failures, int minutes, WorkloadState expected)
    {
        var cluster = new OneCluster(new SeenObjects()) { Health = new ClusterHealth(Make.Now, null, failures), IsConnected = false };
        var observer = new WorkloadObserver(cluster, new EtcdInspector(null!, new FakeTimeProvider()));

        var view = await observer.ObserveAsync(
            Demo, initialized: Make.Now - TimeSpan.FromMinutes(minutes), mayInitialize: true, [], ImmutableDictionary<string, string>.Empty,
            new Observed<EtcdCredentials>.Absent(), Make.Now, TestContext.Current.CancellationToken);

        Assert.Equal(expected, view.State);
    }

    private static (ResourceType, KubeObject) Node(string name, string providerId) => (BuiltInTypes.Node, KubeObject.From(new JsonObject
    {
        ["apiVersion"] = "v1", ["kind"] = "Node", ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["providerID"] = providerId },
    }));

    private sealed class OneCluster(SeenObjects objects) : IClusterCache, IWorkloadCluster
    {
        public ClusterHealth Health { get; init; } = ClusterHealth.Unprobed;

        public bool IsConnected { get; init; } = true;

        public IKubeClient Client => objects;

        public IObjectReader Cache => objects;

        public Observed<IWorkloadCluster> Get(ObjectKey cluster) =>
            IsConnected ? new Observed<IWorkloadCluster>.Found(this) : new Observed<IWorkloadCluster>.Absent();

        public ClusterHealth GetHealth(ObjectKey cluster) => Health;

        public ChannelReader<ObjectKey> Subscribe() => throw new NotSupportedException();

        public ChannelReader<ObjectKey> Subscribe(Func<ObjectKey, IEnumerable<ObjectKey>> map) => throw new NotSupportedException();

        public ChannelReader<ObjectKey> Subscribe(ResourceType type, Func<ObjectKey, KubeObject, IEnumerable<ObjectKey>> map) =>
            throw new NotSupportedException();
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A user with one cluster, who waits on watches until it is as wanted.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const string Namespace = "default";

    private readonly IKubeClient _client;

    private TestCluster(IKubeClient client, ObjectView view, ClusterShape shape) => (_client, View, Shape) = (client, view, shape);

    /// <summary>The management plane's objects.</summary>
    public ObjectView View { get; }

    /// <summary>What was asked for last.</summary>
    public ClusterShape Shape { get; private set; }

    public string Name { get; } = "demo";

    public ObjectKey ControlPlaneKey => new(Namespace, $"{Name}-control-plane");

    public ObjectKey DeploymentKey => new(Namespace, $"{Name}-md-0");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates a cluster and waits until it is what was asked for.</summary>
    public static async Task<TestCluster> CreateAsync(IKubeClient client, ClusterShape shape)
    {
        var cluster = await ApplyAsync(client, shape);
        await cluster.SettledAsync();
        return cluster;
    }

    /// <summary>Creates a cluster's objects, each changed before it is sent.</summary>
    public static async Task<TestCluster> ApplyAsync(IKubeClient client, ClusterShape shape, Action<JsonObject>? change = null)
    {
        var cluster = await FollowAsync(client, shape);
        await cluster.ApplyAsync(change);
        return cluster;
    }

    /// <summary>A cluster that exists already, or will.</summary>
    public static async Task<TestCluster> FollowAsync(IKubeClient client, ClusterShape shape) =>
        new(client, await ObjectView.OpenAsync(client, Kinds.OfClusters), shape);

    /// <summary>Creates the objects.</summary>
    public async Task ApplyAsync(Action<JsonObject>? change = null)
    {
        foreach (var body in await ClusterManifest.ObjectsAsync(Name, Shape))
        {
            change?.Invoke(body);
            await _client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
        }
    }

    public Task ScaleWorkersAsync(int replicas) => ChangeAsync(Shape with { Workers = replicas });

    public Task ScaleControlPlaneAsync(int replicas) => ChangeAsync(Shape with { ControlPlane = replicas });

    public Task UpgradeControlPlaneAsync(string version) => ChangeAsync(Shape with { Version = version });

    public Task UpgradeWorkersAsync(string version) => ChangeAsync(Shape with { WorkerVersion = version });

    /// <summary>Asks for another shape and waits for it.</summary>
    public async Task ChangeAsync(ClusterShape shape)
    {
        await AskAsync(shape);
        await SettledAsync();
    }

    /// <summary>Asks for another shape.</summary>
    public async Task AskAsync(ClusterShape shape)
    {
        if ((shape.ControlPlane, shape.Version) != (Shape.ControlPlane, Shape.Version))
        {
            await PatchAsync(KubeadmTypes.KubeadmControlPlane, ControlPlaneKey, new JsonObject { ["replicas"] = shape.ControlPlane, ["version"] = shape.Version });
        }

        if ((shape.Workers, shape.WorkerVersion) != (Shape.Workers, Shape.WorkerVersion))
        {
            var template = new JsonObject { ["spec"] = new JsonObject { ["version"] = shape.WorkerVersion } };
            await PatchAsync(CoreTypes.MachineDeployment, DeploymentKey, new JsonObject { ["replicas"] = shape.Workers, ["template"] = template });
        }

        Shape = shape;
    }

    /// <summary>Changes the spec of an object.</summary>
    public Task PatchAsync(ResourceType type, ObjectKey key, JsonObject spec) =>
        _client.PatchAsync(type, key, KubePatch.Merge(new JsonObject { ["spec"] = spec }), WriteOptions.Default, Token);

    /// <summary>Waits until the cluster is what was asked for and says so.</summary>
    public Task SettledAsync() => View.UntilAsync($"{Shape}, all running", o => ClusterStates.IsSettled(o, Name, Shape));

    /// <summary>Deletes the cluster and waits until it is gone.</summary>
    public async Task DeleteAsync()
    {
        await AskDeletionAsync();
        await GoneAsync();
    }

    /// <summary>Deletes the cluster.</summary>
    public Task AskDeletionAsync() => _client.DeleteAsync(CoreTypes.Cluster, new ObjectKey(Namespace, Name), DeleteOptions.Default, Token);

    /// <summary>Waits until nothing of the cluster is left.</summary>
    public Task GoneAsync() => View.UntilAsync("nothing is left", o => Kinds.OfClusters.All(k => o.Of(k).Count == 0));

    /// <summary>The Nodes of the control plane's Machines.</summary>
    public IReadOnlyList<string> ControlPlaneNodes() => View.Read(o => o.Of(CoreTypes.Machine)
        .Where(ClusterStates.IsControlPlane).Select(m => m.Text("status.nodeRef.name")!).Order(StringComparer.Ordinal).ToList());

    /// <summary>A client for the workload cluster, with what the user finds in its kubeconfig Secret.</summary>
    public HttpKubeClient Workload() => new(Connection());

    /// <summary>The same, once the workload cluster answers: after a restart of the plane its endpoint is opened again, and no watch
    /// tells of that.</summary>
    public async Task<HttpKubeClient> AnsweringWorkloadAsync()
    {
        var client = Workload();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await client.GetRawAsync("/version", limit.Token);
                return client;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
            }
        }
    }

    /// <summary>How the user's kubeconfig reaches the workload cluster.</summary>
    public KubeConnection Connection()
    {
        var secret = View.Read(o => o.Find(BuiltInTypes.Secret, $"{Name}-kubeconfig").Text("data.value"));
        return KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(Convert.FromBase64String(secret!)));
    }

    public ValueTask DisposeAsync() => View.DisposeAsync();
}

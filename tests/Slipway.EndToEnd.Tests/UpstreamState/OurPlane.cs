using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Api;
using Slipway.Cli.Commands;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>
/// The plane that <c>slipway up</c> runs, in this process, after the recorded manifest was applied to it as kubectl does. The cluster is made
/// once for all tests that look at it.
/// </summary>
public sealed class OurPlane : IAsyncLifetime
{
    /// <summary>The namespace of the recording.</summary>
    public const string Namespace = "golden";

    private static readonly WriteOptions AsKubectl = new() { FieldManager = "kubectl-client-side-apply" };

    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-state-").FullName;
    private ManagementPlane? _plane;
    private HttpKubeClient? _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpKubeClient Client => _client ?? throw new InvalidOperationException("without a recording no plane is started");

    private string Kubeconfig => Path.Combine(_directory, "kubeconfig");

    /// <summary>Starts the plane, applies the manifest, and waits for the cluster to come up.</summary>
    public async ValueTask InitializeAsync()
    {
        if (!Recording.IsThere)
        {
            return;
        }

        var options = new PlaneOptions { Directory = new DataDirectory(_directory), Kubeconfig = Kubeconfig };
        _plane = await ManagementPlane.StartAsync(
            options, TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance, Cancellation);
        _client = new HttpKubeClient(KubeConnection.FromKubeconfigFile(Kubeconfig));
        var ns = new JsonObject { ["metadata"] = new JsonObject { ["name"] = Namespace } };
        await Client.CreateAsync(BuiltInTypes.Namespace, ns, AsKubectl, Cancellation);
        foreach (var document in Recording.Manifest())
        {
            document["metadata"]!["namespace"] = Namespace;
            await Client.CreateAsync(TypeOf(document), document, AsKubectl, Cancellation);
        }

        await UntilNoneAsync<string>(async () => await IsAvailableAsync() ? [] : ["the cluster is not Available"]);
    }

    /// <summary>Stops the plane.</summary>
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_plane is not null)
        {
            await _plane.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The plane's objects of the given kinds.</summary>
    internal Task<IReadOnlyList<JsonObject>> ReadAsync(IEnumerable<ResourceType> types) => ReadAsync(Client, Namespace, types);

    /// <summary>The objects of the workload cluster, in all its namespaces.</summary>
    internal async Task<IReadOnlyList<JsonObject>> ReadWorkloadAsync(IEnumerable<ResourceType> types)
    {
        var secret = await Client.GetAsync(BuiltInTypes.Secret, new(Namespace, "demo-kubeconfig"), Cancellation);
        var kubeconfig = Encoding.UTF8.GetString(Convert.FromBase64String((string)secret.ToJsonObject()["data"]!["value"]!));
        using var workload = new HttpKubeClient(KubeConnection.FromKubeconfig(kubeconfig));
        try
        {
            return await ReadAsync(workload, null, types);
        }
        catch (HttpRequestException)
        {
            // There is a kubeconfig before anything answers: everything is missing yet.
            return [];
        }
    }

    /// <summary>What a command of the program prints.</summary>
    internal async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var interrupts = new Interrupts();
        var context = new CliContext { Out = output, Error = output, In = TextReader.Null, Variable = _ => null, Interrupts = interrupts };
        await SlipwayCommand.RunAsync([.. arguments, "--namespace", Namespace, "--kubeconfig", Kubeconfig], context);
        return output.ToString();
    }

    /// <summary>Compares again after each change in the plane, until nothing differs or half a minute is over.</summary>
    /// <returns>What differs at the end.</returns>
    internal async Task<IReadOnlyList<T>> UntilNoneAsync<T>(Func<Task<IReadOnlyList<T>>> differencesAsync)
    {
        await using var changes = PlaneChanges.Watch(Client, Namespace, TimeSpan.FromSeconds(30));
        while (true)
        {
            var differences = await differencesAsync();
            if (differences.Count == 0 || !await changes.NextAsync())
            {
                return differences;
            }
        }
    }

    private async Task<bool> IsAvailableAsync()
    {
        var cluster = await Client.GetAsync(CoreTypes.Cluster, new(Namespace, "demo"), Cancellation);
        return cluster.ToJsonObject()["status"]?["conditions"] is JsonArray conditions
            && conditions.Any(c => (string?)c!["type"] == "Available" && (string?)c["status"] == "True");
    }

    /// <summary>The type of a recorded object or one of the manifest.</summary>
    internal static ResourceType TypeOf(JsonObject obj)
    {
        var kind = GroupVersionKind.Parse((string)obj["apiVersion"]!, (string)obj["kind"]!);
        return ApiTypes.Find(kind)?.Resource ?? BuiltIns.First(t => t.Kind == kind);
    }

    private static IReadOnlyList<ResourceType> BuiltIns { get; } =
    [
        BuiltInTypes.Secret, BuiltInTypes.ConfigMap, BuiltInTypes.Namespace, BuiltInTypes.Node, BuiltInTypes.Pod, BuiltInTypes.Deployment,
        BuiltInTypes.DaemonSet, BuiltInTypes.Event, BuiltInTypes.ClusterRole, BuiltInTypes.ClusterRoleBinding,
    ];

    private static async Task<IReadOnlyList<JsonObject>> ReadAsync(IKubeClient client, string? ns, IEnumerable<ResourceType> types)
    {
        var objects = new List<JsonObject>();
        foreach (var type in types.Distinct())
        {
            var list = await client.ListAsync(type, type.Namespaced ? ns : null, ListOptions.All, Cancellation);
            objects.AddRange(list.Items.Select(i => i.ToJsonObject()));
        }

        return objects;
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Memory;
using Slipway.Cli.Plane;
using Slipway.EndToEnd.Tests.Simulation;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>
/// A management plane of the parts that <c>slipway up</c> composes, its state in memory. Its API server goes on while its controllers are
/// stopped and started. The test itself is a user, over HTTPS but where all is simulated.
/// </summary>
internal sealed class TestPlane : IAsyncDisposable
{
    private const string Keys = "pki";

    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-e2e-").FullName;
    private readonly AsyncStack _parts = new();
    private readonly ILoggerFactory _loggers;
    private readonly Transport _transport;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;
    private EngineBackground _background = null!;
    private IEndpointHost _host = null!;
    private ApiServerEngine _engine = null!;
    private PlaneControllers? _controllers;

    private TestPlane(Transport transport, TimeProvider time, IRandomSource random, ILoggerFactory loggers) =>
        (_transport, _time, _random, _loggers) = (transport, time, random, loggers);

    /// <summary>The user's client.</summary>
    public IKubeClient Client { get; private set; } = null!;

    /// <summary>The management plane's key space and two for each workload cluster.</summary>
    public MemoryDatabase Database { get; private set; } = null!;

    /// <summary>The administrator's.</summary>
    public string KubeconfigPath => Path.Combine(_directory, "kubeconfig");

    /// <summary>Starts a plane with all its controllers.</summary>
    /// <param name="transport">How they reach it.</param>
    /// <param name="setup">How they run; null for as a user's do.</param>
    /// <param name="loggers">Where all of it logs; null for the test's output, warnings alone.</param>
    public static async Task<TestPlane> StartAsync(Transport transport, ControllerSetup? setup = null, ILoggerFactory? loggers = null)
    {
        var plane = await StartServerAsync(transport, loggers: loggers);
        await plane.StartControllersAsync(setup);
        return plane;
    }

    /// <summary>Starts a plane without any controllers yet.</summary>
    /// <param name="transport">How controllers will reach it.</param>
    /// <param name="time">Its clock; null for the system's.</param>
    /// <param name="from">What it begins with; null for nothing but the definitions.</param>
    /// <param name="random">Where its random bits come from; null for the system's.</param>
    /// <param name="loggers">Where it logs; null for the test's output, warnings alone.</param>
    public static async Task<TestPlane> StartServerAsync(
        Transport transport, TimeProvider? time = null, PlaneState? from = null, IRandomSource? random = null, ILoggerFactory? loggers = null)
    {
        var plane = new TestPlane(
            transport, time ?? TimeProvider.System, random ?? new CryptographicRandomSource(),
            loggers ?? new TestOutputLoggers(TestContext.Current.TestOutputHelper));
        await plane.StartServerAsync(from, TestContext.Current.CancellationToken);
        return plane;
    }

    /// <summary>What others can go on from. No controller may run.</summary>
    public PlaneState Save() => new(
        _time.GetUtcNow(),
        Database.Copy(_time),
        Directory.GetFiles(Path.Combine(_directory, Keys)).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal));

    /// <summary>Starts the controllers.</summary>
    public async Task StartControllersAsync(ControllerSetup? setup = null)
    {
        IKubeClient client = _transport == Transport.Https
            ? Client
            : new InProcessKubeClient(_engine, new RequestUser("system:slipway", ["system:masters"]), "slipway");
        var how = (setup ?? ControllerSetup.Default) with { Random = _random, Workloads = _transport };
        _controllers = new PlaneControllers(Database, _host, _background, client, how, _time, _loggers);

        // Controllers may be killed before they have read what there is.
        var synced = _controllers.StartAsync();
        await (setup?.Injection is { } injection ? Task.WhenAny(synced, injection.Died) : synced);
    }

    /// <summary>Stops the controllers and the workload clusters with them; what they hold stays.</summary>
    public async Task StopControllersAsync()
    {
        if (_controllers is { } running)
        {
            _controllers = null;
            await running.DisposeAsync();
        }
    }

    /// <summary>Reaches a workload cluster by method calls, while controllers run.</summary>
    public IKubeClient Connect(KubeConnection connection) => _controllers!.Connect(connection);

    /// <summary>The last revision of every key space.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RevisionsAsync()
    {
        var revisions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var space in Database.ListSpaces())
        {
            revisions[space] = (await Database.OpenSpaceAsync(space)).Revision;
        }

        return revisions;
    }

    /// <summary>The members of the one workload cluster's etcd.</summary>
    public async Task<IReadOnlyList<string>> EtcdMembersAsync()
    {
        var space = await Database.OpenSpaceAsync(Database.ListSpaces().Single(s => s.StartsWith("etcd/", StringComparison.Ordinal)));
        var state = JsonNode.Parse(space.Get(new StoreKey("etcd", "", "members"))!.Json.Span);
        return [.. ((JsonArray)state.At("members")!).Select(m => m.Text("name")!).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await StopControllersAsync();
        (Client as IDisposable)?.Dispose();
        await _parts.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartServerAsync(PlaneState? from, CancellationToken cancellationToken)
    {
        foreach (var (name, key) in from?.Keys ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            PrivateFile.Write(Path.Combine(_directory, Keys, name), key);
        }

        Database = _parts.Push(from?.Database.Copy(_time) ?? new MemoryDatabase(_time));

        // Connections, and the user's requests over them, take real time.
        _host = _transport == Transport.Simulated
            ? new SimulatedHost()
            : _parts.Push(await ApiServerHost.StartAsync(TimeProvider.System, _loggers, cancellationToken));
        _background = _parts.Push(new EngineBackground(_loggers.CreateLogger<EngineBackground>()));
        var store = await Database.OpenSpaceAsync("management", cancellationToken: cancellationToken);
        var pki = PlanePki.LoadOrCreate(_directory, _time);
        var options = new InProcessConversion().AddTo(new ApiServerOptions { Credentials = new ClusterCredentialSource(pki.Credentials) });
        _engine = await ApiServerEngine.OpenAsync(store, options, _time, _random, _background, cancellationToken);
        Client = _transport == Transport.Simulated
            ? new InProcessKubeClient(_engine, new RequestUser("kubernetes-admin", ["system:masters", "system:authenticated"]), "kubectl")
            : Listen(pki);
        if (from is null)
        {
            await new DefinitionInstaller(Client).InstallAsync(cancellationToken);
        }
    }

    private HttpKubeClient Listen(PlanePki pki)
    {
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = _engine,
            Time = TimeProvider.System,
            Random = _random,
            Loggers = _loggers,
            Authorizer = _engine.Authorizer,
            Tokens = _engine.Tokens,
        });
        var endpoint = _parts.Push(_host.AddEndpoint(new EndpointOptions
        {
            Name = "management",
            Certificate = pki.IssueServer(),
            ClientAuthoritiesPem = pki.Authority.CertificatePem,
            Handler = front.HandleAsync,
        }));
        PrivateFile.Write(KubeconfigPath, pki.AdminKubeconfig(new Uri($"https://127.0.0.1:{endpoint.Port}")).ToYaml());
        return new HttpKubeClient(KubeConnection.FromKubeconfigFile(KubeconfigPath));
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Http.Audit;
using Slipway.ApiServer.Http.Health;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Cli.Backup;
using Slipway.Cli.Metrics;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Core;
using Slipway.Core.Clusters;
using Slipway.Core.Machines;
using Slipway.Dev;
using Slipway.Kubeadm;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Plane;

/// <summary>
/// The whole management plane in this process: storage, API server, HTTPS endpoint and controllers. Disposing stops it; what it holds stays
/// in its data directory.
/// </summary>
internal sealed class ManagementPlane : IAsyncDisposable
{
    // A pass that is cut short is done again at the next start: stopping fast costs nothing but that.
    private static readonly ControllerManagerOptions ManagerOptions = new()
    {
        ShutdownLimit = TimeSpan.FromSeconds(1),

        // While a cluster is born its objects report progress many times a second; a person reads it once or twice a second.
        StatusSettleTime = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>The key space of the plane itself; each workload cluster has its own beside it.</summary>
    public const string Space = "management";

    private readonly AsyncStack _parts = new();
    private readonly PlaneOptions _options;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;
    private readonly ILoggerFactory _loggers;
    private readonly ObjectMetrics _objects = new();
    private volatile bool _controllersRun;

    private ManagementPlane(PlaneOptions options, TimeProvider time, IRandomSource random, ILoggerFactory loggers)
    {
        _options = options;
        _time = time;
        _random = random;
        _loggers = loggers;
    }

    /// <summary>Where the API is served.</summary>
    public Uri Server { get; private set; } = null!;

    /// <summary>Starts a plane; when this returns, it is ready and its kubeconfig is written.</summary>
    /// <exception cref="Slipway.ApiServer.Storage.StoreException">The data directory is in use, damaged or not writable.</exception>
    /// <exception cref="CliException">The port is taken.</exception>
    public static async Task<ManagementPlane> StartAsync(
        PlaneOptions options, TimeProvider time, IRandomSource random, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var plane = new ManagementPlane(options, time, random, loggers);
        try
        {
            await plane.StartAsync(cancellationToken);
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _options.Directory.Create();

        // The web server needs nothing from the storage: they start side by side.
        var starting = ApiServerHost.StartAsync(_time, _loggers, cancellationToken);
        var encryption = _options.Encryption.Load(_options.Directory, _random);
        var database = _parts.Push(await SqliteDatabase.OpenAsync(_options.Directory.Root, _time, encryption));
        var files = _parts.Push(PlaneFiles.Take(_options));
        _options.Directory.ClearWork();
        var pki = PlanePki.LoadOrCreate(_options.Directory.Root, _time);
        var host = _parts.Push(await starting);
        var background = _parts.Push(new EngineBackground(_loggers.CreateLogger<EngineBackground>()));
        var store = await database.OpenSpaceAsync(Space, cancellationToken: cancellationToken);
        var conversion = new InProcessConversion();
        var apiOptions = new ApiServerOptions { Credentials = new ClusterCredentialSource(pki.Credentials) };
        var engine = await ApiServerEngine.OpenAsync(
            store, _options.ApiOnly ? apiOptions : conversion.AddTo(apiOptions, _options.Gates), _time, _random, background, cancellationToken);

        // The controllers' user may do everything, as the administrator: they are this program.
        var client = new InProcessKubeClient(engine, new RequestUser("system:slipway", ["system:masters"]), "slipway");
        conversion.ReadDefinitionsFrom(client);
        if (!_options.ApiOnly)
        {
            await new DefinitionInstaller(client).InstallAsync(cancellationToken);
        }

        var endpoint = _parts.Push(Serve(host, engine, pki, database));
        Server = new Uri($"https://127.0.0.1:{endpoint.Port}");
        engine.Announce(new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        if (!_options.ApiOnly)
        {
            await RunControllersAsync(client, database, host, background, cancellationToken);
        }

        files.Announce(pki.AdminKubeconfig(Server).ToYaml());
    }

    private IServerEndpoint Serve(ApiServerHost host, ApiServerEngine engine, PlanePki pki, SqliteDatabase database)
    {
        var backups = new BackupAnswer(new BackupWriter(database, _options, _time, _random), _options.Directory);
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = engine,
            Time = _time,
            Random = _random,
            Loggers = _loggers,
            Authorizer = engine.Authorizer,
            Tokens = engine.Tokens,
            Audit = _options.AuditLog is { } path ? _parts.Push(new AuditLog(new AuditLogOptions { Path = path }, _time, _loggers)) : null,
            Metrics = [engine.Metrics, new ProcessMetrics(), _parts.Push(new MeterMetrics("Slipway.")), _objects],
            Extensions = new Dictionary<string, Func<HttpContext, Task>>(StringComparer.Ordinal) { [BackupAnswer.Path] = backups.SendAsync },
            Readiness = _options.ApiOnly ? [] : [new HealthCheck("controllers", () => _controllersRun)],
        });
        try
        {
            return host.AddEndpoint(new EndpointOptions
            {
                Name = "management",
                Port = _options.Port,
                Certificate = pki.IssueServer(),
                ClientAuthoritiesPem = pki.Authority.CertificatePem,
                Handler = front.HandleAsync,
            });
        }
        catch (SocketException e)
        {
            throw new CliException(
                ExitCodes.Failure, $"port {_options.Port} of 127.0.0.1 cannot be used ({e.Message}): choose another with --port, or --port 0 for a free one.");
        }
    }

    private async Task RunControllersAsync(
        IKubeClient client, SqliteDatabase database, ApiServerHost host, EngineBackground background, CancellationToken cancellationToken)
    {
        var clusters = _parts.Push(new ClusterCache(Connect, new ClusterCacheOptions(), _time, _random, _loggers));
        var inMemory = _parts.Push(new InMemoryProvider(database, host, background, _time, _random, _loggers));
        var counted = _parts.Push(new CountedClient(client));
        var manager = _parts.Push(new ControllerManager(counted, ObjectCacheOptions.Default, ManagerOptions, _time, _random, _loggers));
        CoreControllers.AddTo(manager, clusters, _random, new CoreOptions { Machines = Machines() });
        if (!_options.KubeadmElsewhere)
        {
            KubeadmControllers.AddTo(manager, clusters, _time, _random);
        }

        inMemory.AddTo(manager);
        manager.Start();
        _objects.ReadFrom(manager.Cache);
        await manager.WaitForCacheSyncAsync(cancellationToken);
        _controllersRun = true;
    }

    private MachineOptions Machines() => new()
    {
        TaintPropagation = _options.Gates.MachineTaintPropagation,
        AdditionalNodeLabels = _options.NodeLabels,
        AdditionalNodeAnnotations = _options.NodeAnnotations,
    };

    // A workload cluster's Secret may be anybody's: it is read as a stranger's, no program or file that it names is used.
    private HttpKubeClient Connect(ReadOnlyMemory<byte> kubeconfig) =>
        new(KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(kubeconfig.Span)), options: null, _time);
}

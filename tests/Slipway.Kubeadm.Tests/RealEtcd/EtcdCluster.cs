using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage.Memory;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>
/// Members of a real etcd with certificates as kubeadm makes them, as pods of an API server that forwards their ports: what a
/// cloud's cluster looks like to the control plane provider.
/// </summary>
internal sealed class EtcdCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly CertificateFactory _certificates = new(TimeProvider.System);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-etcd");
    private readonly EtcdPods _pods = new();
    private readonly Dictionary<string, Uri> _peers = new(StringComparer.Ordinal);
    private readonly string _program = EtcdProgram.Require();
    private CertificateKeyPair _authority = null!;
    private IKubeClient _inside = null!;
    private HttpKubeClient _client = null!;

    private EtcdCluster()
    {
    }

    /// <summary>What the control plane provider asks by.</summary>
    public EtcdInspector Inspector { get; private set; } = null!;

    /// <summary>Conversations with single members.</summary>
    public IEtcdClientFactory Clients { get; private set; } = null!;

    /// <summary>As whom etcd is asked: as who has its authority's key, unless a test says otherwise.</summary>
    public EtcdCredentials Credentials { get; set; } = null!;

    /// <summary>Credentials of somebody who was given a client certificate, and does not have the authority's key.</summary>
    public EtcdCredentials GivenClient() => EtcdCredentials.OfClient(
        _authority.CertificatePem, _certificates.Issue(_authority, CertificateSpec.Client("kube-apiserver-etcd-client")));

    /// <summary>How slow pods answer.</summary>
    public EtcdPods Pods => _pods;

    /// <summary>Starts members m0, m1 and so on, and waits until they all take part.</summary>
    /// <param name="members">How many.</param>
    /// <param name="apart">Where the last of them runs; null for beside the others.</param>
    /// <param name="arguments">What all are told besides.</param>
    public static async Task<EtcdCluster> StartAsync(int members, NetworkNamespace? apart = null, params string[] arguments)
    {
        var cluster = new EtcdCluster();
        try
        {
            await cluster.StartApiServerAsync();
            for (var i = 0; i < members; i++)
            {
                cluster.NewPeer(i == members - 1 ? apart?.Address : apart?.OurAddress);
            }

            foreach (var name in cluster._peers.Keys.ToList())
            {
                await cluster.RunAsync(name, apart is not null && name == $"m{members - 1}" ? apart.Prefix : [], isNew: true, arguments);
            }

            await cluster.WaitAsync(etcd => etcd.Members.Length == members && etcd.Members.All(m => m is { IsResponsive: true, Name.Length: > 0 }));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A place for another member: its address is told to the others before it starts.</summary>
    public (string Name, Uri Peer) NewPeer(string? address = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"m{_peers.Count}");
        return (name, _peers[name] = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{address ?? "127.0.0.1"}:{FreePort()}")));
    }

    /// <summary>Starts the member that was announced.</summary>
    public Task JoinAsync(string name) => RunAsync(name, [], isNew: false);

    public EtcdProcess Process(string name) => _pods.Members[$"etcd-{name}"];

    /// <summary>The folder of a member's certificates, and the socket at which it is reached.</summary>
    public string Folder(string name) => Path.Combine(_folder.FullName, name);

    public EtcdAccess Access(params ImmutableArray<string> nodes) => new(new("default", "demo"), _client, Credentials, nodes)
    {
        Fingerprint = Guid.NewGuid().ToString(),
    };

    /// <summary>A conversation with one member.</summary>
    public IEtcdClient Connect(string name) => Clients.Create(_client, name, Credentials);

    /// <summary>What all members that were started tell, or those named.</summary>
    public async Task<Observed<EtcdSnapshot>> ObserveAsync(params ImmutableArray<string> nodes) => await Inspector.ObserveAsync(
        Access(nodes.IsEmpty ? [.. _pods.Members.Keys.Select(p => p["etcd-".Length..]).Order(StringComparer.Ordinal)] : nodes),
        TestContext.Current.CancellationToken);

    /// <summary>Asks until they tell what is expected.</summary>
    public async Task<EtcdSnapshot> WaitAsync(Func<EtcdSnapshot, bool> isExpected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        Observed<EtcdSnapshot>? last = null;
        while (!limit.IsCancellationRequested)
        {
            last = await ObserveAsync();
            if (last.ValueOrNull is { } etcd && isExpected(etcd))
            {
                return etcd;
            }

            // etcd tells nobody when an election is over.
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"etcd is not as expected: {last} {string.Join(", ", last?.ValueOrNull?.Members ?? [])}");
    }

    /// <summary>Takes a member out as soon as etcd lets it: it wants to have known all others for five seconds.</summary>
    public async Task RemoveAsync(string askedNode, ulong id)
    {
        while (true)
        {
            try
            {
                await Inspector.RemoveMemberAsync(Access(askedNode), askedNode, id, TestContext.Current.CancellationToken);
                return;
            }
            catch (EtcdException e) when (e.Message.Contains("unhealthy cluster", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _pods.Members.Values)
        {
            await member.DisposeAsync();
        }

        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        _client?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartApiServerAsync()
    {
        var (time, random, loggers) = (TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance);
        var host = Keep(await ApiServerHost.StartAsync(time, loggers, CancellationToken.None));
        var background = Keep(new EngineBackground(NullLogger<EngineBackground>.Instance));
        var store = await Keep(new MemoryDatabase(time)).OpenSpaceAsync("workload");
        var engine = await ApiServerEngine.OpenAsync(store, new ApiServerOptions { Pods = _pods }, time, random, background, CancellationToken.None);
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = engine, Time = time, Random = random, Loggers = loggers, Authorizer = engine.Authorizer, Tokens = engine.Tokens, Pods = _pods,
        });
        var authority = _certificates.CreateAuthority("kubernetes");
        var endpoint = Keep(host.AddEndpoint(new EndpointOptions
        {
            Name = "workload",
            Certificate = _certificates.Issue(authority, CertificateSpec.Server("kube-apiserver", ["127.0.0.1"])),
            ClientAuthoritiesPem = authority.CertificatePem,
            Handler = front.HandleAsync,
        }));
        _inside = new InProcessKubeClient(engine, new RequestUser("system:node", ["system:masters"]), "kubelet");
        _client = new HttpKubeClient(new KubeConnection
        {
            Server = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{endpoint.Port}")),
            AuthorityPem = authority.CertificatePem,
            ClientCertificate = _certificates.Issue(authority, CertificateSpec.Client("kubernetes-admin", "system:masters")),
        });
        _authority = _certificates.CreateAuthority("etcd-ca");
        Credentials = EtcdCredentials.OfAuthority(_authority);
        Clients = new GrpcEtcdClientFactory(_certificates);
        Inspector = new EtcdInspector(Clients, time);
    }

    private async Task RunAsync(string name, IReadOnlyList<string> prefix, bool isNew, params string[] arguments)
    {
        var folder = Directory.CreateDirectory(Folder(name)).FullName;
        var peer = _peers[name];
        var certificate = _certificates.Issue(_authority, CertificateSpec.Server(name, [name, "localhost", peer.Host]) with { Usages = CertificateUsages.ServerAndClient });
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.crt"), _authority.CertificatePem);
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.crt"), certificate.CertificatePem);
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.key"), certificate.PrivateKeyPem);
        string url(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
        _pods.Members[$"etcd-{name}"] = EtcdProcess.Start([.. prefix, _program], name, folder,
        [
            "--listen-peer-urls", url(peer), "--initial-advertise-peer-urls", url(peer),
            "--initial-cluster", string.Join(',', _peers.Select(p => $"{p.Key}={url(p.Value)}")), "--initial-cluster-state", isNew ? "new" : "existing",
            "--cert-file", "tls.crt", "--key-file", "tls.key", "--trusted-ca-file", "ca.crt", "--client-cert-auth",
            "--peer-cert-file", "tls.crt", "--peer-key-file", "tls.key", "--peer-trusted-ca-file", "ca.crt", "--peer-client-cert-auth",
            .. arguments,
        ]);
        var node = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } };
        await _inside.CreateAsync(BuiltInTypes.Node, node, WriteOptions.Default, CancellationToken.None);
        await _inside.CreateAsync(BuiltInTypes.Pod, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = $"etcd-{name}", ["namespace"] = "kube-system" },
            ["spec"] = new JsonObject { ["nodeName"] = name, ["containers"] = new JsonArray(new JsonObject { ["name"] = "etcd", ["image"] = "etcd" }) },
        }, WriteOptions.Default, CancellationToken.None);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}

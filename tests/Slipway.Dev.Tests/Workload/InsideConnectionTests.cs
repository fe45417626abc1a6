using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Storage.Memory;
using Slipway.Dev.Boot;
using Slipway.Dev.Etcd;
using Slipway.Dev.Kubeadm;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Dev.Tests.Workload;

/// <summary>What a client of a simulated cluster meets is what it would meet at the cluster's endpoint.</summary>
public sealed class InsideConnectionTests : IAsyncLifetime
{
    private const string Machine = "control-plane-0";

    private readonly CertificateFactory _certificates = new(TimeProvider.System);
    private readonly EtcdCalls _etcd = new(NullLoggerFactory.Instance);
    private readonly EngineBackground _background = new(NullLogger<EngineBackground>.Instance);
    private readonly MemoryDatabase _database = new(TimeProvider.System);
    private ApiServerHost _host = null!;
    private WorkloadClusters _clusters = null!;
    private WorkloadCluster _cluster = null!;
    private CertificateKeyPair _authority = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (time, random, loggers) = (TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance);
        _authority = _certificates.CreateAuthority("kubernetes");
        _host = await ApiServerHost.StartAsync(time, loggers, Token);
        _clusters = new WorkloadClusters(_database, _host, new WorkloadClusterFactory(_host, _background, _etcd, time, random, loggers));
        _cluster = await _clusters.OpenAsync("a-uid", "demo", _clusters.ReservePort("a-uid", []), Token);
    }

    [Fact]
    public async Task Get_WhoseClusterAnswers_IsAnswered()
    {
        Start(_authority);

        Assert.Equal("kube-system", await ReadAsync(Connect(_authority, _authority)));
    }

    [Fact]
    public async Task Get_WhileNoApiServerRuns_IsRefusedAsBySocket()
    {
        var connection = Connect(_authority, _authority);
        var before = await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(connection));
        Start(_authority);
        await ReadAsync(connection);
        await _cluster.StopApiServerAsync(Machine);
        await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(connection));

        Assert.Contains("refused", before.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AtAPortOfNoCluster_IsRefusedAsBySocket()
    {
        Start(_authority);
        var elsewhere = Describe(_authority, _authority) with { Server = new Uri($"https://127.0.0.1:{_cluster.Port + 1}") };

        await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(new InsideConnection(_clusters, elsewhere)));
    }

    [Fact]
    public async Task Get_WhoseServerAnotherAuthorityHasSigned_IsGivenUp()
    {
        Start(_certificates.CreateAuthority("kubernetes"));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(Connect(_authority, _authority)));
        Assert.Contains("certificate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhoseClientAnotherAuthorityHasSigned_IsUnauthorized()
    {
        Start(_authority);

        var refused = await Assert.ThrowsAsync<KubeApiException>(
            () => ReadAsync(Connect(_authority, clientAuthority: _certificates.CreateAuthority("kubernetes"))));
        Assert.Equal((int)HttpStatusCode.Unauthorized, refused.Status.Code);
    }

    [Fact]
    public async Task Get_OfWhomItsCertificateNames_IsJudgedByThat()
    {
        Start(_authority);

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => ReadAsync(Connect(_authority, _authority, group: "strangers")));
        Assert.Equal((int)HttpStatusCode.Forbidden, refused.Status.Code);
        Assert.Contains("User \"somebody\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connection_WithoutClientCertificate_IsRefusedAtOnce()
    {
        var nobody = Describe(_authority, _authority) with { ClientCertificate = null };

        Assert.Throws<ArgumentException>(() => new InsideConnection(_clusters, nobody));
    }

    public async ValueTask DisposeAsync()
    {
        await _clusters.DisposeAsync();
        await _background.DisposeAsync();
        await _etcd.DisposeAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<string> ReadAsync(InsideConnection connection) =>
        (await connection.GetAsync(BuiltInTypes.Namespace, ObjectKey.ClusterScoped("kube-system"), Token)).Key.Name;

    private void Start(CertificateKeyPair authority)
    {
        var pki = new ClusterPki(authority, authority, ServiceAccountKey.FromPem(authority.PrivateKeyPem));
        var identity = new MachineIdentity(Machine, $"dev:///{Machine}", "v1.31.0");
        _cluster.StartApiServer(new BootedMachine(identity, new NodeRegistration(Machine, null, []), Init: null, Discovery: null, pki, []));
    }

    private InsideConnection Connect(CertificateKeyPair authority, CertificateKeyPair clientAuthority, string group = "system:masters") =>
        new(_clusters, Describe(authority, clientAuthority, group));

    private KubeConnection Describe(CertificateKeyPair authority, CertificateKeyPair clientAuthority, string group = "system:masters") => new()
    {
        Server = new Uri($"https://127.0.0.1:{_cluster.Port}"),
        AuthorityPem = authority.CertificatePem,
        ClientCertificate = _certificates.Issue(clientAuthority, CertificateSpec.Client("somebody", group)),
    };
}

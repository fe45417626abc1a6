using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Planes;

/// <summary>A whole API server on a loopback port, its state in memory, with a kubeconfig for an administrator.</summary>
internal sealed class TestPlane : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-plane-").FullName;
    private readonly EngineBackground _background = new(NullLogger<EngineBackground>.Instance);
    private ApiServerHost? _host;

    private TestPlane() => KubeconfigPath = Path.Combine(_directory, "kubeconfig");

    public string KubeconfigPath { get; }

    public ApiServerEngine Engine { get; private set; } = null!;

    public static async Task<TestPlane> StartAsync(ILoggerFactory? loggers = null)
    {
        var plane = new TestPlane();
        await plane.StartCoreAsync(
            loggers ?? new TestOutputLoggers(TestContext.Current.TestOutputHelper), TestContext.Current.CancellationToken);
        return plane;
    }

    /// <summary>Writes a kubeconfig for who has a token and nothing else; gives its path.</summary>
    public string WriteTokenKubeconfig(string token)
    {
        var lines = File.ReadLines(KubeconfigPath).TakeWhile(l => !l.Contains("client-certificate-data", StringComparison.Ordinal));
        var path = Path.Combine(_directory, $"kubeconfig-{Directory.GetFiles(_directory).Length}");
        PrivateFile.Write(path, string.Join('\n', lines.Append($"    token: {token}\n")));
        return path;
    }

    public HttpKubeClient CreateClient() => new(KubeConnection.FromKubeconfigFile(KubeconfigPath));

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _background.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartCoreAsync(ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var random = new CryptographicRandomSource();
        var time = TimeProvider.System;
        var pods = new EchoPods();
        var pki = PlanePki.LoadOrCreate(_directory, time);
        var options = new ApiServerOptions
        {
            Pods = pods,
            GitVersion = () => "v1.32.0",
            Credentials = new ClusterCredentialSource(pki.Credentials),
        };
        Engine = await ApiServerEngine.OpenAsync(VersionedStore.InMemory(time), options, time, random, _background, cancellationToken);
        _host = await ApiServerHost.StartAsync(time, loggers, cancellationToken);
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = Engine,
            Time = time,
            Random = random,
            Loggers = loggers,
            Pods = pods,
            Authorizer = Engine.Authorizer,
            Tokens = Engine.Tokens,
        });
        var endpoint = _host.AddEndpoint(new EndpointOptions
        {
            Name = "plane",
            Certificate = pki.IssueServer(),
            ClientAuthoritiesPem = pki.Authority.CertificatePem,
            Handler = front.HandleAsync,
        });
        PrivateFile.Write(KubeconfigPath, pki.AdminKubeconfig(new Uri($"https://127.0.0.1:{endpoint.Port}")).ToYaml());
    }
}

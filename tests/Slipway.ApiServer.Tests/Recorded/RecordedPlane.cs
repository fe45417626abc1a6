using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>The plane that all recorded cases are asked of, and an administrator's client of it.</summary>
public sealed class RecordedPlane : IAsyncLifetime
{
    private TestPlane? _plane;
    private HttpClient? _http;
    private Uri? _server;

    public async ValueTask InitializeAsync()
    {
        _plane = await TestPlane.StartAsync();
        var connection = KubeConnection.FromKubeconfigFile(_plane.KubeconfigPath);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(CertificateBundle.Load(connection.AuthorityPem!));
        _server = connection.Server;
        _http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificates = [connection.ClientCertificate!.Load()],
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_plane is not null)
        {
            await _plane.DisposeAsync();
        }
    }

    /// <summary>Sends a request whose path and query are taken as they are; the answer's body has not been read yet.</summary>
    internal async Task<HttpResponseMessage> SendAsync(
        string method, string path, byte[]? body, string contentType, string accept, CancellationToken cancellationToken)
    {
        var uri = new Uri(_server!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await _http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}

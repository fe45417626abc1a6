using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubeadm.Tests.ControlPlane;

/// <summary>When an API server's certificate runs out, as it shows it.</summary>
public sealed class TlsServerCertificatesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_MadeByKubeadm_TellsItsEnd()
    {
        var (expiry, expected) = await AskAsync("kube-apiserver");
        Assert.Equal(expected, expiry);
    }

    /// <summary>A machine that is replaced for its sake would come back with it.</summary>
    [Fact]
    public async Task Read_BroughtByTheUser_TellsNothing() => await Assert.ThrowsAsync<AuthenticationException>(() => AskAsync("api.example.com"));

    private static async Task<(DateTimeOffset? Expiry, DateTimeOffset Expected)> AskAsync(string name)
    {
        var factory = new CertificateFactory(TimeProvider.System);
        using var certificate = factory.Issue(factory.CreateAuthority("kubernetes"), CertificateSpec.Server(name, ["localhost"])).Load();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync(Token);
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        using var accepted = await accepting;
        await using var server = new SslStream(accepted.GetStream());
        var serving = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Token);
        try
        {
            return (await new TlsServerCertificates().ReadExpiryAsync(client.GetStream(), Token), new DateTimeOffset(certificate.NotAfter));
        }
        finally
        {
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}

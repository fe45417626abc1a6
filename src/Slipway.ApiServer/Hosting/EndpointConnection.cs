using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Slipway.ApiServer.Hosting;

/// <summary>The tag on each accepted connection: which endpoint it belongs to, and who is at its other end.</summary>
internal sealed class EndpointConnection(RequestDelegate handler, EndpointTls tls, CancellationToken closing) : IEndpointConnectionFeature
{
    public RequestDelegate Handler { get; } = handler;

    public X509Certificate2? ClientCertificate { get; private set; }

    public bool IsClientCertificateTrusted { get; private set; }

    public CancellationToken Closing { get; } = closing;

    public object? State { get; set; }

    [SuppressMessage("Security", "CA5359", Justification =
        "a client with a bad certificate gets as far as HTTP, as with kube-apiserver, to be told 401; trust is what is noted here")]
    public SslServerAuthenticationOptions CreateTlsOptions() => tls.CreateOptions(AcceptClientCertificate);

    private bool AcceptClientCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        ClientCertificate = certificate as X509Certificate2;
        IsClientCertificateTrusted = certificate is not null && errors == SslPolicyErrors.None;
        return true;
    }
}

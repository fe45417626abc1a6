using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Hosting;
using Slipway.Kubernetes.Certificates;

namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>An endpoint of a <see cref="SimulatedHost"/>.</summary>
internal sealed class SimulatedEndpoint(EndpointOptions options) : IServerEndpoint
{
    private bool _closed;

    public int Port => options.Port ?? 0;

    /// <summary>What it shows to clients.</summary>
    public CertificateKeyPair Certificate { get; private set; } = options.Certificate;

    /// <summary>Whose client certificates it trusts.</summary>
    public string? ClientAuthoritiesPem { get; private set; } = options.ClientAuthoritiesPem;

    public Stream Connect()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return new SimulatedConnection(this);
    }

    public void UseCertificates(CertificateKeyPair certificate, string? clientAuthoritiesPem) =>
        (Certificate, ClientAuthoritiesPem) = (certificate, clientAuthoritiesPem);

    /// <summary>Answers a request.</summary>
    /// <exception cref="IOException">The endpoint is closed.</exception>
    public Task AnswerAsync(HttpContext context) => _closed ? throw new IOException("the connection was closed") : options.Handler(context);

    public ValueTask DisposeAsync()
    {
        _closed = true;
        return ValueTask.CompletedTask;
    }
}

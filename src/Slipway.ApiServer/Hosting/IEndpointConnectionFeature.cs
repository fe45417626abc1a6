using System.Security.Cryptography.X509Certificates;

namespace Slipway.ApiServer.Hosting;

/// <summary>What a request can know of the connection that it came by.</summary>
public interface IEndpointConnectionFeature
{
    /// <summary>The client's certificate; null when it showed none.</summary>
    X509Certificate2? ClientCertificate { get; }

    /// <summary>Whether the client's certificate is valid and signed by one of the endpoint's client authorities.</summary>
    bool IsClientCertificateTrusted { get; }

    /// <summary>Cancelled when the endpoint closes: long answers end then.</summary>
    CancellationToken Closing { get; }

    /// <summary>What the handler has found out about the client and wants to keep for the connection's next requests.</summary>
    object? State { get; set; }
}

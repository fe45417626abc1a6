using System.Net;
using Microsoft.AspNetCore.Http;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Hosting;

/// <summary>A TLS endpoint to serve.</summary>
public sealed record EndpointOptions
{
    /// <summary>Names the endpoint in logs.</summary>
    public required string Name { get; init; }

    /// <summary>The address to listen at.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 for a free one, null for none: then only <see cref="IServerEndpoint.Connect"/> reaches it.</summary>
    public int? Port { get; init; } = 0;

    /// <summary>
    /// How many connections may come to the port at once. Further ones are closed as they come; those of
    /// <see cref="IServerEndpoint.Connect"/> are neither counted nor refused, so that nobody outside can keep the process from itself.
    /// </summary>
    public int MaxConnections { get; init; } = 5000;

    /// <summary>What the server shows to clients.</summary>
    public required CertificateKeyPair Certificate { get; init; }

    /// <summary>The authorities, as PEM text, whose client certificates are trusted; null when none are asked for.</summary>
    public string? ClientAuthoritiesPem { get; init; }

    /// <summary>
    /// Answers the requests. <see cref="IEndpointConnectionFeature"/> among the context's features tells of the connection.
    /// </summary>
    public required RequestDelegate Handler { get; init; }
}

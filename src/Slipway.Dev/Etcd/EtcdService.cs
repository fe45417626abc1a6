using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Hosting;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Dev.Etcd;

/// <summary>
/// The etcd processes of one cluster's control plane machines: each answers etcd's gRPC calls over TLS, inside the program only.
/// </summary>
/// <param name="cluster">The member list they share.</param>
/// <param name="host">Serves them.</param>
/// <param name="certificates">Makes their certificates.</param>
/// <param name="calls">Answers etcd's calls to a member of a cluster.</param>
internal sealed class EtcdService(
    EtcdCluster cluster, IEndpointHost host, CertificateFactory certificates, Func<EtcdCluster, string, RequestDelegate> calls) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, IServerEndpoint> _endpoints = new(StringComparer.Ordinal);

    /// <summary>The member list.</summary>
    public EtcdCluster Cluster => cluster;

    /// <summary>Whether the machine's etcd runs.</summary>
    public bool IsRunning(string machine) => _endpoints.ContainsKey(machine);

    /// <summary>Starts a machine's etcd, joining the cluster when it is new there.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="authority">Signs etcd's certificates.</param>
    /// <param name="server">The certificate to serve with; null to have one made.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task StartAsync(
        string machine, CertificateKeyPair authority, CertificateKeyPair? server, CancellationToken cancellationToken)
    {
        await cluster.StartAsync(machine, cancellationToken);
        if (_endpoints.ContainsKey(machine))
        {
            return;
        }

        var endpoint = host.AddEndpoint(new EndpointOptions
        {
            Name = $"etcd {machine}",
            Port = null,
            Certificate = server ?? certificates.Issue(
                authority, CertificateSpec.Server(machine, [machine, "localhost", IPAddress.Loopback.ToString()])),
            ClientAuthoritiesPem = authority.CertificatePem,
            Handler = calls(cluster, machine),
        });
        if (!_endpoints.TryAdd(machine, endpoint))
        {
            await endpoint.DisposeAsync();
        }
    }

    /// <summary>The machine is gone.</summary>
    public async ValueTask StopAsync(string machine)
    {
        cluster.Stop(machine);
        if (_endpoints.TryRemove(machine, out var endpoint))
        {
            await endpoint.DisposeAsync();
        }
    }

    /// <summary>Connects to a machine's etcd; null when it does not run.</summary>
    public Stream? Connect(string machine) => _endpoints.TryGetValue(machine, out var endpoint) ? endpoint.Connect() : null;

    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in _endpoints.Values)
        {
            await endpoint.DisposeAsync();
        }

        cluster.Dispose();
    }
}

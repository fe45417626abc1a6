using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Hosting;
using Slipway.Dev.Etcd;
using Slipway.Dev.Kubeadm;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;

namespace Slipway.Dev.Workload;

/// <summary>
/// One pretended cluster: the state behind its API (which outlives the program), its etcd, and the endpoint at which the
/// API servers of its control plane machines answer, as behind a load balancer.
/// </summary>
internal sealed class WorkloadCluster : IAsyncDisposable
{
    private readonly ApiServerHost _host;
    private readonly CertificateFactory _certificates;
    private readonly RequestDelegate _handler;
    private readonly string _name;
    private readonly Lock _sync = new();
    private ImmutableDictionary<string, string> _authorities = ImmutableDictionary<string, string>.Empty;
    private PortReservation? _reservation;
    private IServerEndpoint? _endpoint;

    public WorkloadCluster(
        string name, PortReservation reservation, ApiServerHost host, CertificateFactory certificates, RequestDelegate handler, IKubeClient client,
        EtcdService etcd)
    {
        (_name, _reservation, _host, _certificates, _handler) = (name, reservation, host, certificates, handler);
        Port = reservation.Port;
        Client = client;
        Etcd = etcd;
    }

    /// <summary>The port of the loopback that the cluster is reached at.</summary>
    public int Port { get; }

    /// <summary>What runs inside the cluster reads and writes its API by this.</summary>
    public IKubeClient Client { get; }

    /// <summary>The cluster's etcd.</summary>
    public EtcdService Etcd { get; }

    /// <summary>The authority that a client sees at the endpoint, as PEM; null while no API server runs.</summary>
    public string? ServingAuthorityPem => _authorities.Values.FirstOrDefault();

    /// <summary>Whether the machine's API server runs.</summary>
    public bool HasApiServer(string machine) => _authorities.ContainsKey(machine);

    /// <summary>Starts a machine's API server, with a certificate as kubeadm makes it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Another program has taken the port.</exception>
    public void StartApiServer(string machine, ClusterPki pki, IEnumerable<string> extraNames)
    {
        lock (_sync)
        {
            var names = new[] { "kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost", "127.0.0.1", machine };
            var certificate = _certificates.Issue(
                pki.ClusterCa, CertificateSpec.Server("kube-apiserver", names.Concat(extraNames).Distinct(StringComparer.Ordinal)));
            if (_endpoint is null)
            {
                _reservation?.Dispose();
                _reservation = null;
                _endpoint = _host.AddEndpoint(new EndpointOptions
                {
                    Name = _name,
                    Address = IPAddress.Loopback,
                    Port = Port,
                    Certificate = certificate,
                    ClientAuthoritiesPem = pki.ClusterCa.CertificatePem,
                    Handler = _handler,
                });
            }
            else
            {
                _endpoint.UseCertificates(certificate, pki.ClusterCa.CertificatePem);
            }

            _authorities = _authorities.SetItem(machine, pki.ClusterCa.CertificatePem);
        }
    }

    /// <summary>The machine is gone; with the last one, nothing answers at the endpoint.</summary>
    public async ValueTask StopApiServerAsync(string machine)
    {
        IServerEndpoint? last = null;
        lock (_sync)
        {
            _authorities = _authorities.Remove(machine);
            if (_authorities.IsEmpty)
            {
                (last, _endpoint) = (_endpoint, null);
            }
        }

        if (last is not null)
        {
            await last.DisposeAsync();
            lock (_sync)
            {
                _reservation = _endpoint is null ? PortReservation.TryTake(Port) : null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_endpoint is not null)
        {
            await _endpoint.DisposeAsync();
        }

        _reservation?.Dispose();
        await Etcd.DisposeAsync();
    }
}

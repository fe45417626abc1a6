using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.Dev.Boot;
using Slipway.Dev.Etcd;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;

namespace Slipway.Dev.Workload;

/// <summary>
/// One pretended cluster: the state behind its API (which outlives the program), its etcd, and the endpoint at which the
/// API servers of its control plane machines answer, as behind a load balancer.
/// </summary>
internal sealed class WorkloadCluster : IAsyncDisposable
{
    private readonly IEndpointHost _host;
    private readonly CertificateFactory _certificates;
    private readonly RequestDelegate _handler;
    private readonly string _name;
    private readonly ClusterCredentialSource _credentials;
    private readonly Lock _sync = new();
    private ImmutableDictionary<string, ApiServerProcess> _apiServers = ImmutableDictionary<string, ApiServerProcess>.Empty;
    private PortReservation? _reservation;
    private IServerEndpoint? _endpoint;

    public WorkloadCluster(
        string name, PortReservation reservation, IEndpointHost host, CertificateFactory certificates, RequestDelegate handler, IKubeClient client,
        EtcdService etcd, ClusterCredentialSource credentials)
    {
        _credentials = credentials;
        (_name, _reservation, _host, _certificates, _handler) = (name, reservation, host, certificates, handler);
        Port = reservation.Port;
        Client = client;
        Etcd = etcd;
    }

    /// <summary>The port of the loopback that the cluster is reached at.</summary>
    public int Port { get; }

    /// <summary>Hears where the cluster is reached, whenever an API server starts.</summary>
    public Action<IPEndPoint>? Announce { get; init; }

    /// <summary>What answers at the endpoint.</summary>
    public required ApiServerEngine Engine { get; init; }

    /// <summary>What runs inside the cluster reads and writes its API by this.</summary>
    public IKubeClient Client { get; }

    /// <summary>The cluster's etcd.</summary>
    public EtcdService Etcd { get; }

    /// <summary>The authority that a client sees at the endpoint, as PEM; null while no API server runs.</summary>
    public string? ServingAuthorityPem => _apiServers.Values.FirstOrDefault()?.AuthorityPem;

    /// <summary>
    /// The oldest Kubernetes version among the API servers that run, as a client may meet any of them; null while none runs.
    /// </summary>
    public string? KubernetesVersion => _apiServers.Values.Select(s => s.Version).Min()?.ToString();

    /// <summary>Whether the machine's API server runs.</summary>
    public bool HasApiServer(string machine) => _apiServers.ContainsKey(machine);

    /// <summary>Connects to a machine's API server from within the program; null when it does not run.</summary>
    public Stream? ConnectToApiServer(string machine)
    {
        lock (_sync)
        {
            return HasApiServer(machine) ? _endpoint?.Connect() : null;
        }
    }

    /// <summary>Starts a machine's API server, with the certificate that was brought, or one as kubeadm makes it.</summary>
    /// <exception cref="PortTakenException">Another program has taken the port.</exception>
    public void StartApiServer(BootedMachine booted)
    {
        var (machine, pki) = (booted.Identity.Hostname, booted.Pki!);
        lock (_sync)
        {
            var names = new[] { "kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost", "127.0.0.1", machine };
            var certificate = pki.ApiServer ?? _certificates.Issue(
                pki.ClusterCa, CertificateSpec.Server("kube-apiserver", names.Concat(booted.ExtraSubjectNames).Distinct(StringComparer.Ordinal)));
            if (_endpoint is null)
            {
                _endpoint = Listen(certificate, pki.ClusterCa.CertificatePem);
            }
            else
            {
                _endpoint.UseCertificates(certificate, pki.ClusterCa.CertificatePem);
            }

            _apiServers = _apiServers.SetItem(machine, ApiServerProcess.Of(booted));
        }

        _credentials.Use(new ClusterCredentials(pki.ClusterCa, pki.ServiceAccountKey));
        Announce?.Invoke(new IPEndPoint(IPAddress.Loopback, Port));
    }

    /// <summary>The machine is gone; with the last one, nothing answers at the endpoint.</summary>
    public async ValueTask StopApiServerAsync(string machine)
    {
        IServerEndpoint? last = null;
        lock (_sync)
        {
            _apiServers = _apiServers.Remove(machine);
            if (_apiServers.IsEmpty)
            {
                (last, _endpoint) = (_endpoint, null);
            }
        }

        if (last is not null)
        {
            await last.DisposeAsync();
            lock (_sync)
            {
                _reservation = _endpoint is null ? PortReservation.TryTake(_host, Port) : null;
            }
        }
    }

    private IServerEndpoint Listen(CertificateKeyPair certificate, string clientAuthoritiesPem)
    {
        _reservation?.Dispose();
        _reservation = null;
        try
        {
            return _host.AddEndpoint(new EndpointOptions
            {
                Name = _name,
                Address = IPAddress.Loopback,
                Port = Port,
                Certificate = certificate,
                ClientAuthoritiesPem = clientAuthoritiesPem,
                Handler = _handler,
            });
        }
        catch (SocketException)
        {
            // Another program was faster; the port is kept from a third until this one is tried again.
            _reservation = PortReservation.TryTake(_host, Port);
            throw new PortTakenException(Port);
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

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Slipway.ApiServer.Hosting;

namespace Slipway.Dev.Workload;

/// <summary>
/// A port of the loopback that is kept for a cluster while nothing serves it: clients are refused, as behind a load
/// balancer without a healthy machine, and nobody else gets it.
/// </summary>
internal sealed class PortReservation : IDisposable
{
    // Below the ports that the system gives to outgoing connections, so that a cluster finds its port again after a restart.
    private const int First = 20000;
    private const int Count = 10000;

    private readonly IDisposable _kept;

    private PortReservation(IDisposable kept, int port)
    {
        _kept = kept;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Reserves a port that is free.</summary>
    /// <param name="host">Where the cluster will be served.</param>
    /// <param name="uid">The cluster's UID. It says which port is tried first: so a new cluster hardly ever takes the port of one whose
    /// program, another than this, is just being started again.</param>
    /// <param name="others">Ports of other clusters, which may be between a reservation and its endpoint, or not open yet.</param>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static PortReservation TakeFree(IEndpointHost host, string uid, IReadOnlySet<int> others)
    {
        var start = BinaryPrimitives.ReadUInt16LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(uid)));
        for (var i = 0; i < Count; i++)
        {
            var port = First + ((start + i) % Count);
            if (!others.Contains(port) && host.ReservePort(port, wasOurs: false) is { } kept)
            {
                return new PortReservation(kept, port);
            }
        }

        throw new InvalidOperationException($"every port from {First} to {First + Count - 1} of the loopback is taken");
    }

    /// <summary>
    /// Reserves this port for the cluster that had it before; null when another program has it. Connections of before that
    /// are still closing do not count.
    /// </summary>
    public static PortReservation? TryTake(IEndpointHost host, int port) =>
        host.ReservePort(port, wasOurs: true) is { } kept ? new PortReservation(kept, port) : null;

    public void Dispose() => _kept.Dispose();
}

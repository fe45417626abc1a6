using Slipway.ApiServer.Hosting;

namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>Serves endpoints that are reached by method calls: no socket, and every port is free that no other endpoint here has.</summary>
internal sealed class SimulatedHost : IEndpointHost
{
    private readonly HashSet<int> _ports = [];

    public IServerEndpoint AddEndpoint(EndpointOptions options) => new SimulatedEndpoint(options);

    public IDisposable? ReservePort(int port, bool wasOurs) => _ports.Add(port) ? new Reservation(_ports, port) : null;

    private sealed class Reservation(HashSet<int> ports, int port) : IDisposable
    {
        public void Dispose() => ports.Remove(port);
    }
}

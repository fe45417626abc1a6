namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>What stands for a connection to an endpoint. It carries no bytes: who holds it asks the endpoint.</summary>
internal sealed class SimulatedConnection(SimulatedEndpoint endpoint) : MemoryStream
{
    /// <summary>The other end.</summary>
    public SimulatedEndpoint Endpoint => endpoint;
}

namespace Slipway.Dev.Workload;

/// <summary>A cluster's port belongs to another program.</summary>
/// <param name="port">The port.</param>
internal sealed class PortTakenException(int port)
    : Exception($"port {port} of 127.0.0.1, the cluster's control plane endpoint, is used by another program: stop that program");

namespace Slipway.ApiServer.Http.Pods;

/// <summary>Reaches the ports of pods: whoever runs the cluster's pods knows how.</summary>
public interface IPodConnector
{
    /// <summary>Connects to a port of a pod that exists.</summary>
    /// <returns>The byte stream; the caller disposes it.</returns>
    /// <exception cref="IOException">Nothing listens at the port; the message is told to the client.</exception>
    ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken);
}

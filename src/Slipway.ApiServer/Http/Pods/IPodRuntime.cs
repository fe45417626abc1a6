using System.Collections.Immutable;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>What can be asked of pods that exist: whoever runs the cluster's pods knows how.</summary>
public interface IPodRuntime
{
    /// <summary>Connects to a port of a pod.</summary>
    /// <returns>The byte stream; the caller disposes it. One whose writing can end alone is an <see cref="Hosting.IHalfClosable"/>.</returns>
    /// <exception cref="IOException">Nothing listens at the port; the message is told to the client.</exception>
    ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken);

    /// <summary>Runs a command in a container, to its end.</summary>
    /// <param name="container">The container.</param>
    /// <param name="command">The program and its arguments; empty to be attached to the container's own process.</param>
    /// <param name="streams">Where it reads and writes; they stay the caller's.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <returns>Its exit code, 0 to 255.</returns>
    /// <exception cref="IOException">It cannot be run; the message is told to the client.</exception>
    ValueTask<int> ExecuteAsync(PodContainer container, ImmutableArray<string> command, PodStreams streams, CancellationToken cancellationToken);

    /// <summary>What a container has written until now, oldest first.</summary>
    ValueTask<ImmutableArray<PodLogLine>> ReadLogAsync(PodContainer container, CancellationToken cancellationToken);
}

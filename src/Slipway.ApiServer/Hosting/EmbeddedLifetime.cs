using Microsoft.Extensions.Hosting;

namespace Slipway.ApiServer.Hosting;

/// <summary>
/// Leaves the process' signals to the program that this server is a part of; the default would swallow Ctrl-C and SIGTERM.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

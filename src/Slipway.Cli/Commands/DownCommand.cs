using System.CommandLine;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway down</c>: stops the plane of a data directory; what it holds stays.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(10);

    public static Command Create(CliContext context)
    {
        var dataDirectory = CommonOptions.DataDirectory();
        var timeout = CommonOptions.Timeout("How long to wait for its end. Default: 10s.");
        var command = new Command("down", "Stop the management plane; its clusters stay in the data directory.") { dataDirectory, timeout };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            var directory = DataDirectory.Find(context, parsed.GetValue(dataDirectory));
            if (PlaneProcess.Find(directory) is not { } process)
            {
                await context.Out.WriteLineAsync($"No management plane runs on {directory.Root}.");
                return ExitCodes.Success;
            }

            PosixProcess.Terminate(process.Id);
            if (!await process.WaitForEndAsync(parsed.GetValue(timeout) ?? DefaultLimit, context.Time, cancellationToken))
            {
                throw new CliException(
                    ExitCodes.Timeout, $"process {process.Id} has not stopped yet: look into {directory.Log}, or end it with 'kill -9 {process.Id}': nothing is lost.");
            }

            await context.Out.WriteLineAsync($"The management plane of {directory.Root} has stopped (process {process.Id}).");
            return ExitCodes.Success;
        });
    }
}

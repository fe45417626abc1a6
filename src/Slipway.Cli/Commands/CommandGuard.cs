using System.CommandLine;
using System.Net.Sockets;
using Slipway.ApiServer.Storage;
using Slipway.Cli.Connection;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Commands;

/// <summary>
/// Gives every command the same way to fail: one text on the error stream, an exit code, no stack trace for what can be expected.
/// </summary>
internal static class CommandGuard
{
    /// <summary>Runs the action when the command is called.</summary>
    public static Command Runs(this Command command, CliContext context, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.SetAction((parsed, _) => GuardAsync(context, () => action(parsed, context.Interrupts.Token)));
        return command;
    }

    private static async Task<int> GuardAsync(CliContext context, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException) when (context.Interrupts.Token.IsCancellationRequested)
        {
            return context.Interrupts.ExitCode;
        }
        catch (Exception e) when (Explain(e) is { } failure)
        {
            await context.Error.WriteLineAsync($"error: {failure.Message}");
            return failure.ExitCode;
        }
        catch (Exception e)
        {
            await context.Error.WriteLineAsync($"error: this is a fault of slipway, please report it: {e}");
            return ExitCodes.Failure;
        }
    }

    private static CliException? Explain(Exception failure) => failure switch
    {
        CliException known => known,
        KubeApiException refused => new(ExitCodes.Failure, ServerRefusal.Describe(refused.Status)),
        YamlFormatException => new(ExitCodes.Usage, failure.Message),
        HttpRequestException or SocketException => new(ExitCodes.NoPlane, $"no API server answers: {failure.Message}. 'slipway status' tells whether the management plane runs."),
        StoreException or IOException or UnauthorizedAccessException => new(ExitCodes.Failure, failure.Message),
        _ => null,
    };
}

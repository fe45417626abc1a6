using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Slipway.Api.Admission;
using Slipway.ApiServer.Storage;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway up</c>: runs a management plane, in the terminal or behind it.</summary>
internal static class UpCommand
{
    private const int DefaultPort = 6443;

    public static Command Create(CliContext context)
    {
        var detach = new Option<bool>("--detach", "-d") { Description = "Start it in the background and return when it is ready." };
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 for a free one.",
            DefaultValueFactory = _ => DefaultPort,
            HelpName = "N",
            CustomParser = ParsePort,
        };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Log what the controllers do, not only what goes wrong." };
        var apiOnly = new Option<bool>("--api-only")
        {
            Description = "Serve a bare Kubernetes API: without the Cluster API kinds and their controllers, for managers that you run yourself.",
        };
        var dataDirectory = CommonOptions.DataDirectory();
        var kubeconfig = new Option<string>("--kubeconfig")
        {
            Description = "Write the administrator's kubeconfig here too, when the plane is ready.",
            HelpName = "FILE",
        };
        var keyFile = CommonOptions.EncryptionKeyFile();
        var encryption = CommonOptions.EncryptionConfiguration();
        var auditLog = new Option<string>("--audit-log-path")
        {
            Description = "Log every request, who asked and what came of it, to this file (audit.k8s.io/v1, level Metadata). Default: nowhere.",
            HelpName = "FILE",
        };
        var gates = FeatureGateOption.Create();
        var labels = KeyPatterns.Create("--additional-sync-machine-labels", "labels");
        var annotations = KeyPatterns.Create("--additional-sync-machine-annotations", "annotations");
        var command = new Command("up", "Start a management plane on this machine.")
        {
            detach, port, dataDirectory, kubeconfig, apiOnly, keyFile, encryption, auditLog, gates, labels, annotations, verbose,
        };
        return command.Runs(context, (parsed, cancellationToken) =>
        {
            var directory = DataDirectory.Find(context, parsed.GetValue(dataDirectory));
            var options = new PlaneOptions
            {
                Directory = directory,
                Kubeconfig = parsed.GetValue(kubeconfig) is { Length: > 0 } path ? Path.GetFullPath(path) : directory.Kubeconfig,
                Port = parsed.GetValue(port),
                ApiOnly = parsed.GetValue(apiOnly),
                Gates = parsed.GetValue(gates) ?? new AdmissionGates(),
                NodeLabels = parsed.GetRequiredValue(labels),
                NodeAnnotations = parsed.GetRequiredValue(annotations),
                AuditLog = FullPath(parsed.GetValue(auditLog)),
                Encryption = EncryptionOptions.Of(parsed, keyFile, encryption),
            };
            var level = parsed.GetValue(verbose) ? LogLevel.Information : LogLevel.Warning;
            return parsed.GetValue(detach)
                ? DetachedPlane.StartAsync(context, options, parsed.GetValue(verbose), cancellationToken)
                : RunAsync(context, options, level, cancellationToken);
        });
    }

    private static string? FullPath(string? path) => path is { Length: > 0 } ? Path.GetFullPath(path) : null;

    private static int ParsePort(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ushort.TryParse(text, CultureInfo.InvariantCulture, out var port))
        {
            return port;
        }

        result.AddError($"--port: '{text}' is no port: a number from 0 to 65535 was expected");
        return 0;
    }

    private static async Task<int> RunAsync(CliContext context, PlaneOptions options, LogLevel level, CancellationToken cancellationToken)
    {
        using var loggers = new LineLoggerFactory(context.Error, level, context.Time);
        await using var plane = await StartAsync(context, options, loggers, cancellationToken);
        if (DetachedPlane.IsThisProcess(context))
        {
            await DetachedPlane.ReportReadyAsync(context, options.Directory);
        }
        else
        {
            await context.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                The management plane is ready at {plane.Server.GetLeftPart(UriPartial.Authority)} after {PlaneProcess.SecondsSinceStart(context.Time):0.00} s.
                  kubeconfig: {options.Kubeconfig}
                  data:       {options.Directory.Root}
                Stop it with Ctrl-C, or from another terminal with 'slipway down'.
                """));
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // 'slipway down' and service managers ask with SIGTERM: to stop is then what was wanted.
        return context.Interrupts.IsTermination ? ExitCodes.Success : ExitCodes.Interrupted;
    }

    private static async Task<ManagementPlane> StartAsync(
        CliContext context, PlaneOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await ManagementPlane.StartAsync(options, context.Time, context.Random, loggers, cancellationToken);
        }
        catch (StoreInUseException)
        {
            var process = PlaneProcess.Find(options.Directory) is { } found ? $" (process {found.Id})" : "";
            throw new CliException(
                ExitCodes.Failure,
                $"a management plane already runs on {options.Directory.Root}{process}: use it, stop it with 'slipway down', or choose another --data-dir.");
        }
    }
}

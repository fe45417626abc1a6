using System.Diagnostics;
using System.Globalization;
using Slipway.Api.Admission;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Http;

namespace Slipway.Cli.Plane;

/// <summary>
/// A plane behind the terminal: <c>up --detach</c> starts the same program again without the option, in a session of its own, and reads
/// from it when it is ready. Between the two: an environment variable with the log file, and one line through a pipe.
/// </summary>
internal static class DetachedPlane
{
    private const string LogVariable = "SLIPWAY_DETACHED_LOG";
    private const string ReadyLine = "ready";
    private const long LogKept = 16 * 1024 * 1024;
    private const int LinesShown = 20;

    /// <summary>Leaves the terminal if this process was started for that; before anything is written.</summary>
    public static void LeaveTerminal()
    {
        if (Environment.GetEnvironmentVariable(LogVariable) is { Length: > 0 } log)
        {
            PosixProcess.Detach(log);
        }
    }

    public static bool IsThisProcess(CliContext context) => context.Variable(LogVariable) is { Length: > 0 };

    /// <summary>Tells the waiting parent, and then nobody any more.</summary>
    public static async Task ReportReadyAsync(CliContext context, DataDirectory directory)
    {
        await context.Out.WriteLineAsync(ReadyLine);
        await context.Out.FlushAsync(context.Interrupts.Token);
        PosixProcess.CloseOutput(directory.Log);
    }

    /// <summary>Starts the plane and waits until it is ready.</summary>
    public static async Task<int> StartAsync(CliContext context, PlaneOptions options, bool verbose, CancellationToken cancellationToken)
    {
        options.Directory.Create();
        var logStart = PrepareLog(options.Directory.Log);
        using var process = Process.Start(StartInfo(options, verbose))!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == ReadyLine)
                {
                    await ReportAsync(context, options, process.Id);
                    return ExitCodes.Success;
                }
            }
        }
        catch (OperationCanceledException)
        {
            PosixProcess.Terminate(process.Id);
            throw;
        }

        await process.WaitForExitAsync(cancellationToken);
        await context.Error.WriteLineAsync($"error: the management plane did not start. The end of {options.Directory.Log}:");
        foreach (var line in TailOf(options.Directory.Log, logStart))
        {
            await context.Error.WriteLineAsync($"  {line}");
        }

        return process.ExitCode is ExitCodes.Usage ? ExitCodes.Usage : ExitCodes.Failure;
    }

    private static async Task ReportAsync(CliContext context, PlaneOptions options, int id)
    {
        var server = KubeConnection.FromKubeconfigFile(options.Kubeconfig).Server;
        await context.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            The management plane is ready at {server.GetLeftPart(UriPartial.Authority)} after {PlaneProcess.SecondsSinceStart(context.Time):0.00} s (process {id}).
              kubeconfig: {options.Kubeconfig}
              data:       {options.Directory.Root}
              log:        {options.Directory.Log}
            Stop it with 'slipway down'.
            """));
    }

    private static ProcessStartInfo StartInfo(PlaneOptions options, bool verbose)
    {
        var program = Environment.ProcessPath!;

        // All three, or the plane would hold the terminal's (or a script's pipe) open: the runtime keeps copies of what it inherits.
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "slipway.dll"));
        }

        string[] arguments =
        [
            "up", "--data-dir", options.Directory.Root, "--kubeconfig", options.Kubeconfig,
            "--port", options.Port.ToString(CultureInfo.InvariantCulture), .. Switches(options, verbose),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[LogVariable] = options.Directory.Log;
        return start;
    }

    private static IEnumerable<string> Switches(PlaneOptions options, bool verbose)
    {
        if (options.ApiOnly)
        {
            yield return "--api-only";
        }

        if (verbose)
        {
            yield return "--verbose";
        }

        if (options.Encryption.KeyFile is { } keys)
        {
            yield return "--encryption-key-file";
            yield return keys;
        }

        if (options.Encryption.Configuration is { } configuration)
        {
            yield return "--encryption-config";
            yield return configuration;
        }

        if (options.Gates != new AdmissionGates())
        {
            yield return "--feature-gates";
            yield return FeatureGateOption.Format(options.Gates);
        }

        if (!options.NodeLabels.IsEmpty)
        {
            yield return "--additional-sync-machine-labels";
            yield return KeyPatterns.Format(options.NodeLabels);
        }

        if (!options.NodeAnnotations.IsEmpty)
        {
            yield return "--additional-sync-machine-annotations";
            yield return KeyPatterns.Format(options.NodeAnnotations);
        }

        if (options.AuditLog is { } auditLog)
        {
            yield return "--audit-log-path";
            yield return auditLog;
        }
    }

    // A log that has grown large is kept once, as it was.
    private static long PrepareLog(string log)
    {
        var file = new FileInfo(log);
        if (!file.Exists)
        {
            return 0;
        }

        if (file.Length < LogKept)
        {
            return file.Length;
        }

        File.Move(log, log + ".1", overwrite: true);
        return 0;
    }

    private static IEnumerable<string> TailOf(string log, long start)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
        reader.BaseStream.Seek(start, SeekOrigin.Begin);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesShown);
    }
}

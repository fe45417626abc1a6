using System.CommandLine;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Cli.Backup;
using Slipway.Cli.Connection;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway backup</c>: a copy of all that a plane holds, while it runs or while it does not.</summary>
internal static class BackupCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The backup to make." };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name." };
        var dataDirectory = CommonOptions.DataDirectory();
        var kubeconfig = CommonOptions.Kubeconfig();
        var keyFile = CommonOptions.EncryptionKeyFile();
        var configuration = CommonOptions.EncryptionConfiguration();
        var command = new Command("backup", "Write everything a management plane holds into one file, while it runs or stands still.")
        {
            file, force, dataDirectory, kubeconfig, keyFile, configuration,
        };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            var target = Path.GetFullPath(parsed.GetValue(file)!);
            if (File.Exists(target) && !parsed.GetValue(force))
            {
                throw new CliException(ExitCodes.Usage, $"{target} is there already: name another file, or replace it with --force.");
            }

            var directory = DataDirectory.Find(context, parsed.GetValue(dataDirectory));
            var standsStill = parsed.GetValue(kubeconfig) is null && File.Exists(directory.Database) && PlaneProcess.Find(directory) is null;
            var options = new PlaneOptions
            {
                Directory = directory, Kubeconfig = directory.Kubeconfig, Encryption = EncryptionOptions.Of(parsed, keyFile, configuration),
            };
            var temporary = $"{target}.{Environment.ProcessId}.tmp";
            try
            {
                await (standsStill
                    ? CopyAsync(context, options, temporary, cancellationToken)
                    : FetchAsync(context, parsed.GetValue(kubeconfig), parsed.GetValue(dataDirectory), temporary, cancellationToken));
                await CheckAsync(temporary, cancellationToken);
                DurableDirectory.Rename(temporary, target);
            }
            finally
            {
                File.Delete(temporary);
            }

            await context.Out.WriteLineAsync($"{target} holds everything; to restore it the key file (encryption.key) is needed too: keep a copy of that elsewhere.");
            return ExitCodes.Success;
        });
    }

    private static async Task CopyAsync(CliContext context, PlaneOptions options, string target, CancellationToken cancellationToken)
    {
        var keys = options.Encryption.Load(options.Directory, context.Random);
        await using var database = await SqliteDatabase.OpenAsync(options.Directory.Root, context.Time, keys);
        await new BackupWriter(database, options, context.Time, context.Random).WriteAsync(target, cancellationToken);
    }

    private static async Task FetchAsync(
        CliContext context, string? kubeconfig, string? dataDirectory, string target, CancellationToken cancellationToken)
    {
        using var plane = PlaneConnection.Open(context, kubeconfig, dataDirectory);
        using var response = await plane.Client.OpenAsync(BackupAnswer.Path, "application/x-tar", cancellationToken);
        await using var file = PrivateFile.Create(target);
        await response.Content.CopyToAsync(file, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static async Task CheckAsync(string backup, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateDirectory(backup + ".check").FullName;
        try
        {
            await BackupFile.UnpackAsync(backup, directory, cancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}

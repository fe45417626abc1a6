using System.CommandLine;
using Slipway.Cli.Backup;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway restore</c>: a data directory from a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The backup." };
        var force = new Option<bool>("--force") { Description = "Take the place of the data that is there; that is kept beside it." };
        var dataDirectory = CommonOptions.DataDirectory();
        var keyFile = CommonOptions.EncryptionKeyFile();
        var configuration = CommonOptions.EncryptionConfiguration();
        var command = new Command("restore", "Make a data directory from a backup.") { file, force, dataDirectory, keyFile, configuration };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            var backup = Path.GetFullPath(parsed.GetValue(file)!);
            if (!File.Exists(backup))
            {
                throw new CliException(ExitCodes.Usage, $"{backup} does not exist.");
            }

            var directory = DataDirectory.Find(context, parsed.GetValue(dataDirectory));
            var restorer = new Restorer(directory, EncryptionOptions.Of(parsed, keyFile, configuration), context.Time, context.Random);
            var (created, revision, replaced) = await restorer.RestoreAsync(backup, parsed.GetValue(force), cancellationToken);
            await context.Out.WriteLineAsync(
                $"{directory.Root} holds the backup of {created}, from resourceVersion {revision} on: start it with 'slipway up'.");
            if (replaced is not null)
            {
                await context.Out.WriteLineAsync($"What was there before is in {replaced}.");
            }

            return ExitCodes.Success;
        });
    }
}

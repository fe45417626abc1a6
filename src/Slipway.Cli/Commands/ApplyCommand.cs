using System.CommandLine;
using Slipway.Cli.Apply;
using Slipway.Cli.Connection;
using Slipway.Cli.Manifests;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Errors;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway apply -f</c>: makes the objects of manifests be as they say.</summary>
internal static class ApplyCommand
{
    public static Command Create(CliContext context)
    {
        var files = CommonOptions.Files("A manifest, a directory of manifests, or - for the standard input; may be repeated.");
        files.Required = true;
        var force = new Option<bool>("--force-conflicts") { Description = "Take over fields that other managers own." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Let the server run every check, but store nothing." };
        var target = new TargetOptions();
        var command = new Command("apply", "Create or change the objects of a manifest (server-side apply).") { files, force, dryRun };
        target.AddTo(command);
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            var documents = await ManifestReader.ReadAsync(context, parsed.GetRequiredValue(files), cancellationToken);
            using var plane = target.Open(context, parsed);
            var applier = new ManifestApplier(plane.Client, new ApplyOptions
            {
                DefaultNamespace = plane.DefaultNamespace,
                NamedNamespace = target.NamedNamespace(parsed),
                ForceConflicts = parsed.GetValue(force),
                DryRun = parsed.GetValue(dryRun),
            });
            return await ApplyAsync(context, applier, documents, cancellationToken);
        });
    }

    // One bad document does not keep the others from the server, as with kubectl.
    private static async Task<int> ApplyAsync(
        CliContext context, ManifestApplier applier, IReadOnlyList<ManifestDocument> documents, CancellationToken cancellationToken)
    {
        var exitCode = ExitCodes.Success;
        foreach (var document in ManifestApplier.InOrder(documents))
        {
            try
            {
                await context.Out.WriteLineAsync(await applier.ApplyAsync(document, cancellationToken));
            }
            catch (KubeApiException e)
            {
                await FailAsync(document, ServerRefusal.Describe(e.Status));
            }
            catch (CliException e)
            {
                await FailAsync(document, e.Message);
            }
        }

        return exitCode;

        Task FailAsync(ManifestDocument document, string message)
        {
            exitCode = ExitCodes.Failure;
            return context.Error.WriteLineAsync($"error: {document.Where}: {message}");
        }
    }
}

using System.CommandLine;
using Slipway.Cli.Connection;
using Slipway.Cli.Delete;
using Slipway.Cli.Manifests;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway delete</c>: asks for the deletion of objects and waits until they are gone.</summary>
internal static class DeleteCommand
{
    public static Command Create(CliContext context)
    {
        var resource = new Argument<string>("RESOURCE")
        {
            Description = "A resource such as cluster, or RESOURCE/NAME.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var names = new Argument<string[]>("NAME") { Description = "The names of the objects.", Arity = ArgumentArity.ZeroOrMore };
        var files = CommonOptions.Files("Delete the objects of a manifest, a directory, or - for the standard input.");
        var wait = new Option<bool>("--wait") { Description = "Wait until the objects are gone.", DefaultValueFactory = _ => true };
        var ignore = new Option<bool>("--ignore-not-found") { Description = "Be content when an object is not there." };
        var timeout = CommonOptions.Timeout("How long to wait, such as 90s or 5m. Default: as long as it takes.");
        var target = new TargetOptions();
        var command = new Command("delete", "Delete objects: a Cluster takes all that belongs to it along.") { resource, names, files, wait, timeout, ignore };
        target.AddTo(command);
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            var manifests = parsed.GetValue(files) is { Length: > 0 } given
                ? await ManifestReader.ReadAsync(context, given, cancellationToken)
                : [];
            var words = new ObjectWords(parsed.GetValue(resource), parsed.GetValue(names) ?? []);
            if (manifests.Count == 0 == !words.NamesObjects)
            {
                throw new CliException(ExitCodes.Usage, "say what to delete: RESOURCE NAME, RESOURCE/NAME, or -f FILE.");
            }

            using var plane = target.Open(context, parsed);
            var served = await ServedResources.LoadAsync(plane.Client, cancellationToken);
            var ns = target.Namespace(parsed, plane);
            var doomed = words.NamesObjects ? words.Resolve(served, ns) : [.. manifests.Select(m => DoomedObject.Of(m, served, ns))];
            var deletion = new Deletion(context, plane.Client)
            {
                Waits = parsed.GetValue(wait),
                Limit = parsed.GetValue(timeout) ?? Timeout.InfiniteTimeSpan,
                IgnoresMissing = parsed.GetValue(ignore),
            };
            return await deletion.RunAsync(doomed, cancellationToken);
        });
    }
}

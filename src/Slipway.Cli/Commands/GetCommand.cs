using System.CommandLine;
using Slipway.Cli.Connection;
using Slipway.Cli.Get;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway get</c>: prints objects of any resource.</summary>
internal static class GetCommand
{
    public static Command Create(CliContext context)
    {
        var resource = new Argument<string>("RESOURCE") { Description = "Resources such as machines or cluster,md, or RESOURCE/NAME." };
        var names = new Argument<string[]>("NAME") { Description = "Names; all objects when none is given.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The form: wide, yaml, json or name. Default: a table.",
            DefaultValueFactory = _ => "",
            HelpName = "FORM",
        };
        output.AcceptOnlyFromAmong("wide", "yaml", "json", "name");
        var everywhere = new Option<bool>("--all-namespaces", "-A") { Description = "Objects of all namespaces." };
        var selector = new Option<string>("--selector", "-l") { Description = "Only objects with these labels, such as tier=worker.", HelpName = "LABELS" };
        var watch = new Option<bool>("--watch", "-w") { Description = "Go on printing objects as they change." };
        var target = new TargetOptions();
        var command = new Command("get", "Print objects.") { resource, names, output, everywhere, selector, watch };
        target.AddTo(command);
        command.Add(GetKubeconfigCommand.Create(context));
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            using var plane = target.Open(context, parsed);
            var served = await ServedResources.LoadAsync(plane.Client, cancellationToken);
            var words = new ObjectWords(parsed.GetRequiredValue(resource), parsed.GetValue(names) ?? []).Split();
            var wanted = words.SelectMany(w => served.Resolve(w.Resource).Select(r => (r, w.Name))).ToList();
            var getter = new ResourceGetter(context, plane)
            {
                Output = parsed.GetValue(output) ?? "",
                Namespace = parsed.GetValue(everywhere) ? null : target.Namespace(parsed, plane),
                Selector = parsed.GetValue(selector),
            };
            if (!parsed.GetValue(watch))
            {
                return await getter.GetAsync(wanted, cancellationToken);
            }

            return wanted is [var (single, name)] && (getter.Output is "" or "wide")
                ? await getter.WatchAsync(single, name, cancellationToken)
                : throw new CliException(ExitCodes.Usage, "--watch prints the table of one resource, or of one object of it.");
        });
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary>The program's command line.</summary>
internal static class SlipwayCommand
{
    public static async Task<int> RunAsync(string[] args, CliContext context)
    {
        var parsed = Create(context).Parse(args.Length == 0 ? ["--help"] : args);
        var isHelp = parsed.Action is HelpAction;
        if (!isHelp && ParseMistakes.Of(parsed) is { Count: > 0 } mistakes)
        {
            foreach (var mistake in mistakes)
            {
                await context.Error.WriteLineAsync($"error: {mistake}");
            }

            await context.Error.WriteLineAsync($"See '{PathOf(parsed.CommandResult)} --help'.");
            return ExitCodes.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, context.Interrupts.Token);
    }

    internal static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("Cluster API in one program: describe Kubernetes clusters, and Slipway makes and keeps them.")
        {
            UpCommand.Create(context),
            DownCommand.Create(context),
            StatusCommand.Create(context),
            WebhooksCommand.Create(context),
            BackupCommand.Create(context),
            RestoreCommand.Create(context),
            ApplyCommand.Create(context),
            GetCommand.Create(context),
            DescribeCommand.Create(context),
            DeleteCommand.Create(context),
            GenerateCommand.Create(context),
            VersionCommand.Create(context),
        };
        return root;
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : result.Command.Name;
}

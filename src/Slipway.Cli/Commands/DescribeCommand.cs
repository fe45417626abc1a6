using System.CommandLine;
using Slipway.Cli.Connection;
using Slipway.Cli.Describe;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway describe cluster</c>: a cluster as a tree, with what it waits for.</summary>
internal static class DescribeCommand
{
    public static Command Create(CliContext context) => new("describe", "Tell how a cluster is, and why it is not ready.") { Cluster(context) };

    private static Command Cluster(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The cluster's name." };
        var show = new Option<string>("--show-conditions")
        {
            Description = "Kinds whose conditions are all listed, such as Machine,Cluster; 'all' for every kind.",
            HelpName = "KINDS",
        };
        var grouping = new Option<bool>("--grouping") { Description = "Let machines that say the same share a line.", DefaultValueFactory = _ => true };
        var echo = new Option<bool>("--echo") { Description = "Show what Machines stand on too, even where it says what the Machine says." };
        var sets = new Option<bool>("--show-machinesets") { Description = "Show the MachineSets." };
        var templates = new Option<bool>("--show-templates") { Description = "Show the templates that Machines are made from." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Show the tree as it changes, until the cluster is available with all its replicas." };
        var timeout = CommonOptions.Timeout("With --watch: give up after this, with exit code 3. Default: never.");
        var target = new TargetOptions();
        var command = new Command("cluster", "Show a cluster as a tree.") { name, show, grouping, echo, sets, templates, watch, timeout };
        target.AddTo(command);
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            using var plane = target.Open(context, parsed);
            var kinds = (parsed.GetValue(show) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var options = new TreeOptions(kinds.ToHashSet(StringComparer.OrdinalIgnoreCase), parsed.GetValue(grouping))
            {
                Echo = parsed.GetValue(echo),
                MachineSets = parsed.GetValue(sets),
                Templates = parsed.GetValue(templates),
            };
            var key = new ObjectKey(target.Namespace(parsed, plane), parsed.GetRequiredValue(name));
            var describer = new ClusterDescriber(context, plane.Client, key, options);
            return parsed.GetValue(watch)
                ? await describer.WatchAsync(parsed.GetValue(timeout) ?? Timeout.InfiniteTimeSpan, cancellationToken)
                : await describer.ShowAsync(cancellationToken);
        });
    }
}

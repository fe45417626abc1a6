using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Spectre.Console;

namespace Slipway.Cli.Describe;

/// <summary>Shows a cluster's tree, once or until the cluster is complete.</summary>
internal sealed class ClusterDescriber(CliContext context, IKubeClient client, ObjectKey key, TreeOptions options)
{
    // Plain lines are for programs and scroll-back: they are never wrapped.
    private const int NoWrap = 100_000;

    public async Task<int> ShowAsync(CancellationToken cancellationToken)
    {
        var objects = await ClusterReader.ReadAsync(client, key, options, cancellationToken) ?? throw NoSuchCluster();
        await PrintAsync(objects);
        return ExitCodes.Success;
    }

    /// <summary>Shows the tree as it changes, until the cluster is Available with all its replicas.</summary>
    public async Task<int> WatchAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await using var watch = new ClusterWatch(context, client, key, options);
        ClusterObjects? last = null;
        try
        {
            if (context.IsInteractive)
            {
                var console = Console(width: null);
                await console.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(
                    live => FollowAsync(watch, Redraw(live, console.Profile.Width), either.Token));
            }
            else
            {
                var lines = new ProgressLines(context.Out, context.Time);
                var each = new TreeOptions(new HashSet<string>(), Group: false);
                await FollowAsync(watch, objects => lines.WriteAsync(new ClusterTree(objects, each).Build()), either.Token);
            }

            // The live picture is as high as it ever was: what stays is printed anew.
            await PrintAsync(last!);
            return ExitCodes.Success;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await ExplainAsync(last, limit);
            return ExitCodes.Timeout;
        }

        async Task FollowAsync(ClusterWatch from, Func<ClusterObjects, Task> show, CancellationToken stop)
        {
            do
            {
                last = await from.ReadAsync(stop) ?? throw NoSuchCluster();
                await show(last);
                if (ClusterProgress.IsComplete(last.Cluster))
                {
                    return;
                }

                await from.WaitForChangeAsync(stop);
            }
            while (true);
        }
    }

    private Func<ClusterObjects, Task> Redraw(LiveDisplayContext live, int width) => objects =>
    {
        live.UpdateTarget(TreeRenderer.Render(RowsOf(objects), width));
        return Task.CompletedTask;
    };

    private async Task ExplainAsync(ClusterObjects? last, TimeSpan limit)
    {
        if (last is not null)
        {
            await PrintAsync(last);
        }

        var why = last is null ? "the server did not answer" : ClusterProgress.WhyNot(last.Cluster);
        await context.Error.WriteLineAsync($"error: cluster {key} is not complete after {limit.TotalSeconds:0.#} s: {why}");
    }

    private async Task PrintAsync(ClusterObjects objects)
    {
        var rows = RowsOf(objects);
        if (context.UsesColor)
        {
            Console(NoWrap).Write(TreeRenderer.Render(rows, NoWrap));
            return;
        }

        foreach (var line in TreeRenderer.Lines(rows))
        {
            await context.Out.WriteLineAsync(line);
        }
    }

    private IReadOnlyList<TreeRow> RowsOf(ClusterObjects objects) =>
        TreeTable.Rows(new ClusterTree(objects, options).Build(), context.Time.GetUtcNow());

    private IAnsiConsole Console(int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Out),
            ColorSystem = context.UsesColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = width ?? console.Profile.Width;
        return console;
    }

    private CliException NoSuchCluster() => new(
        ExitCodes.Failure, $"there is no cluster \"{key.Name}\" in namespace {key.Namespace}: 'slipway get clusters -A' lists all.");
}

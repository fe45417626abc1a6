using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Simulation;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>A story on a plane of its own, by a clock that leaps, with or without something that goes wrong.</summary>
internal sealed class StoryRun : IAsyncDisposable
{
    private static readonly ResourceType[] WorkloadKinds = [BuiltInTypes.Node, BuiltInTypes.Pod, BuiltInTypes.ConfigMap, BuiltInTypes.Secret];

    // A story gets to its end without a resync. Then there is time for what comes later (what a probe finds out, the last of an interval); after that, nothing is written any more,
    // though everything is looked at again.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2.5);
    private static readonly TimeSpan Resync = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(3.1);

    private readonly Story _story;
    private readonly LeapingClock _clock;
    private readonly TestPlane _plane;
    private readonly TestCluster _cluster;
    private readonly ObjectView _additions;
    private readonly ObjectView _pools;
    private readonly PoolLife _pool;
    private Illness? _illness;

    private StoryRun(Story story, LeapingClock clock, TestPlane plane, TestCluster cluster, ObjectView additions, ObjectView pools)
    {
        (_story, _clock, _plane, _cluster, _additions, _pools) = (story, clock, plane, cluster, additions, pools);
        _pool = new PoolLife(plane, cluster, pools, clock);
        foreach (var view in (ObjectView[])[cluster.View, additions, pools])
        {
            (view.Time, view.Limit) = (clock, Limit);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Tells a story on a plane of its own, on one thread.</summary>
    /// <param name="seed">Says in which order things happen that may happen in any, and gives names and UIDs.</param>
    /// <param name="story">The story.</param>
    /// <param name="start">Where it begins; no controller runs.</param>
    /// <param name="tell">Tells it.</param>
    public static Task<T> TellAsync<T>(ulong seed, Story story, PlaneState start, Func<StoryRun, Task<T>> tell)
    {
        var clock = new LeapingClock(start.Time);
        return OneThread.RunAsync(seed, clock, async () =>
        {
            await using var run = await BeginAsync(seed, story, start, clock);
            return await tell(run);
        });
    }

    private static async Task<StoryRun> BeginAsync(ulong seed, Story story, PlaneState start, LeapingClock clock)
    {
        var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, start, new SeededRandom(seed, story.Name));
        var cluster = await TestCluster.FollowAsync(plane.Client, (story.Before ?? story.After)!);
        var additions = await ObjectView.OpenAsync(plane.Client, story.Kinds);
        var pools = await ObjectView.OpenAsync(plane.Client, story.Pools ? MachinePoolTests.Watched : []);
        return new(story, clock, plane, cluster, additions, pools);
    }

    /// <summary>Asks for what the story wants, and lets the controllers live until it is done and they rest; those that die have followers.</summary>
    /// <param name="next">What goes wrong in the next life, given how many there were; null for nothing.</param>
    public async Task<StoryOutcome> LiveAsync(Func<int, TimeProvider, Injection?> next)
    {
        await AskAsync();
        _cluster.View.Always(TooMany);
        var happened = new List<string>();
        for (var lives = 0; ; lives++)
        {
            var injection = next(lives, _clock) ?? new Injection();
            await _plane.StartControllersAsync(new ControllerSetup { Injection = injection, ResyncPeriod = Resync });
            var done = DoneAsync();
            await Task.WhenAny(done, injection.Died);
            if (!injection.Died.IsCompleted)
            {
                await done;
                await RestAsync(injection);
                return new([.. happened, .. injection.Happened is { } what ? [what] : (string[])[]], injection.Requests.Count);
            }

            happened.Add(injection.Happened!);
            await _plane.StopControllersAsync();
        }
    }

    /// <summary>What is there at the end, once it is as expected or there is nothing more to hope for.</summary>
    /// <param name="expected">The end of the same story when nothing goes wrong; null to take what is there.</param>
    public async Task<string> EndAsync(string? expected)
    {
        AssertNoTwin();
        if (_story.After is null)
        {
            Assert.Equal(["management"], _plane.Database.ListSpaces());
            return "";
        }

        await using var workload = await ObjectView.OpenAsync(_plane.Connect(_cluster.Connection()), WorkloadKinds);
        (ObjectView View, IReadOnlyList<ResourceType> Kinds)[] views =
            [(_cluster.View, Kinds.OfClusters), (workload, WorkloadKinds), (_additions, _story.Kinds)];
        var ends = new List<string>();
        foreach (var (view, kinds) in views)
        {
            ends.Add(End(view, kinds, expected?.Split('\f')[ends.Count]));
        }

        Assert.Equal(_cluster.ControlPlaneNodes(), await _plane.EtcdMembersAsync());
        AssertNoTwin();
        return string.Join('\f', ends);
    }

    /// <summary>Stops the controllers, and gives what others can go on from.</summary>
    public async Task<PlaneState> SaveAsync()
    {
        await _plane.StopControllersAsync();
        return _plane.Save();
    }

    public async ValueTask DisposeAsync()
    {
        await _pools.DisposeAsync();
        await _additions.DisposeAsync();
        await _cluster.DisposeAsync();
        await _plane.DisposeAsync();
    }

    private static string End(ObjectView view, IReadOnlyList<ResourceType> kinds, string? expected)
    {
        var end = view.Read(o => EndState.Of(o, kinds));
        Assert.True(expected is null || end == expected, EndState.Difference(expected ?? "", end));
        return end;
    }

    private void AssertNoTwin()
    {
        if (_cluster.View.Violations is [var first, ..])
        {
            Assert.Fail($"there were {first}; {_story.Most.ControlPlane} + {_story.Most.Workers} at most were expected");
        }
    }

    private string? TooMany(Objects objects)
    {
        var machines = objects.Of(CoreTypes.Machine);
        var (controlPlane, infrastructure) = (machines.Count(ClusterStates.IsControlPlane), objects.Of(DevTypes.DevMachine).Count);
        return controlPlane > _story.Most.ControlPlane || machines.Count - controlPlane > _story.Most.Workers || infrastructure > _story.Most.Machines
            ? $"{controlPlane} + {machines.Count - controlPlane} Machines and {infrastructure} DevMachines"
            : null;
    }

    private async Task AskAsync()
    {
        if (_story.Remediates)
        {
            _illness = await Illness.BeginAsync(_plane.Client, _cluster.View);
            return;
        }

        await AskShapeAsync();
    }

    private Task AskShapeAsync() => _story switch
    {
        { Before: null } => _cluster.ApplyAsync(),
        { Adds: true } => Additions.AskAsync(_plane.Client, _cluster.Shape.Version),
        { Pools: true } => _pool.AskAsync(),
        { After: { } after } => _cluster.AskAsync(after),
        _ => _cluster.AskDeletionAsync(),
    };

    private async Task DoneAsync()
    {
        await (_story switch
        {
            { After: null } => _cluster.GoneAsync(),
            { Adds: true } => _additions.UntilAsync("all is added", Additions.IsDone),
            { Remediates: true } => ReplacedAsync(),
            { Pools: true } => _pool.LiveAsync(),
            _ => _cluster.SettledAsync(),
        });
        await Task.Delay(Calm, _clock, Token);
    }

    private async Task ReplacedAsync()
    {
        await _cluster.View.UntilAsync("the ill machine is replaced", _illness!.IsOver);
        await _cluster.SettledAsync();
    }

    private async Task RestAsync(Injection injection)
    {
        var (before, writes) = (await _plane.RevisionsAsync(), injection.Requests.Count);
        await Task.Delay(Rest, _clock, Token);
        Assert.True(writes == injection.Requests.Count, $"writes at rest:\n{string.Join('\n', injection.Requests.Skip(writes))}");
        Assert.Equal(before, await _plane.RevisionsAsync());
    }
}

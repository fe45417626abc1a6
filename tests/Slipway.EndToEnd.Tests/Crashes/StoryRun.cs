using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>A story on a plane of its own, with or without deaths of the controllers.</summary>
internal sealed class StoryRun : IAsyncDisposable
{
    private static readonly ResourceType[] WorkloadKinds = [BuiltInTypes.Node, BuiltInTypes.Pod, BuiltInTypes.ConfigMap, BuiltInTypes.Secret];

    private readonly Story _story;
    private readonly TestPlane _plane;
    private readonly TestCluster _cluster;

    private StoryRun(Story story, TestPlane plane, TestCluster cluster) => (_story, _plane, _cluster) = (story, plane, cluster);

    /// <summary>Brings a plane to where the story begins; no controller runs.</summary>
    public static async Task<StoryRun> BeginAsync(Story story, Transport transport)
    {
        var plane = await TestPlane.StartServerAsync(transport);
        if (story.Before is not { } before)
        {
            return new(story, plane, await TestCluster.FollowAsync(plane.Client, story.After!));
        }

        await plane.StartControllersAsync();
        var cluster = await TestCluster.CreateAsync(plane.Client, before);
        await plane.StopControllersAsync();
        return new(story, plane, cluster);
    }

    /// <summary>Asks for what the story wants, and lets the controllers live and die as told; the last ones live.</summary>
    /// <param name="next">The next death, given how many there were; null when there is to be none any more.</param>
    /// <returns>What happened at each death.</returns>
    public async Task<IReadOnlyList<string>> LiveAsync(Func<int, Crash?> next)
    {
        await AskAsync();
        _cluster.View.Always(o => o.Of(CoreTypes.Machine).Count > _story.MostMachines || o.Of(DevTypes.DevMachine).Count > _story.MostMachines
            ? $"there are {o.Of(CoreTypes.Machine).Count} Machines and {o.Of(DevTypes.DevMachine).Count} DevMachines, {_story.MostMachines} at most were expected"
            : null);
        var deaths = new List<string>();
        while (next(deaths.Count) is { } crash)
        {
            await _plane.StartControllersAsync(new ControllerSetup { Crash = crash });
            var done = DoneAsync();
            await Task.WhenAny(done, crash.Happened);

            // Settled is not yet at rest: what is written after it must find somebody alive.
            if (!crash.Happened.IsCompleted && await crash.TrySpareAsync())
            {
                await done;
                return deaths;
            }

            deaths.Add(crash.At);
            await _plane.StopControllersAsync();
        }

        var passes = new PassLog();
        await _plane.StartControllersAsync(new ControllerSetup { Observer = passes, ResyncPeriod = TimeSpan.FromMilliseconds(200) });
        await DoneAsync();
        if (deaths.Count == 0 && _story.After is not null)
        {
            // The end that others are compared with is one after which nothing changes any more.
            passes.Forget();
            await passes.IdleAsync(3);
        }

        return deaths;
    }

    /// <summary>What is there at the end, once it is as expected or there is nothing more to hope for.</summary>
    /// <param name="expected">The end of the same story without deaths; null to take what is there.</param>
    public async Task<string> EndAsync(string? expected)
    {
        Assert.Empty(_cluster.View.Violations);
        if (_story.After is null)
        {
            Assert.Equal(["management"], _plane.Database.ListSpaces());
            return "";
        }

        using var client = await _cluster.AnsweringWorkloadAsync();
        await using var workload = await ObjectView.OpenAsync(client, WorkloadKinds);
        var management = await EndAsync(_cluster.View, Kinds.OfClusters, expected?.Split('\f')[0]);
        var end = management + '\f' + await EndAsync(workload, WorkloadKinds, expected?.Split('\f')[1]);
        Assert.Equal(_cluster.ControlPlaneNodes(), await _plane.EtcdMembersAsync());
        Assert.Empty(_cluster.View.Violations);
        return end;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _plane.DisposeAsync();
    }

    private static async Task<string> EndAsync(ObjectView view, IEnumerable<ResourceType> kinds, string? expected)
    {
        if (expected is not null)
        {
            await view.UntilAsync(
                "the same end as without the crash",
                o => EndState.Of(o, kinds) == expected,
                o => EndState.Difference(expected, EndState.Of(o, kinds)));
        }

        return view.Read(o => EndState.Of(o, kinds));
    }

    private Task AskAsync() => _story switch
    {
        { Before: null } => _cluster.ApplyAsync(),
        { After: { } after } => _cluster.AskAsync(after),
        _ => _cluster.AskDeletionAsync(),
    };

    private Task DoneAsync() => _story.After is null ? _cluster.GoneAsync() : _cluster.SettledAsync();
}

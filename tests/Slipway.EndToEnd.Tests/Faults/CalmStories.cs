using System.Collections.Concurrent;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Simulation;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>How stories begin, and how they end when nothing goes wrong; each is lived once.</summary>
public sealed class CalmStories
{
    // Any time will do, but not another one in each run.
    internal static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, Task<CalmStory>> _stories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ClusterShape, Task<PlaneState>> _clusters = new();
    private readonly Lazy<Task<PlaneState>> _empty;

    /// <summary>The stories of the seed that the environment names; of any when it names none.</summary>
    public CalmStories()
        : this(SeededRandom.ChooseSeed())
    {
    }

    internal CalmStories(ulong seed)
    {
        Seed = seed;
        _empty = new(EmptyAsync);
    }

    /// <summary>Says in which order things happen that may happen in any, and gives names and UIDs.</summary>
    internal ulong Seed { get; }

    internal Task<CalmStory> OfAsync(Story story) => _stories.GetOrAdd(story.Name, _ => LiveAsync(story));

    /// <summary>Where a story begins.</summary>
    internal async Task<PlaneState> BeginningOfAsync(Story story) =>
        await (story.Before is { } before ? _clusters.GetOrAdd(before, ClusterAsync) : _empty.Value);

    private async Task<CalmStory> LiveAsync(Story story)
    {
        var start = await BeginningOfAsync(story);
        return await StoryRun.TellAsync(Seed, story, start, async run =>
        {
            var outcome = await run.LiveAsync((_, _) => null);
            return new CalmStory(start, outcome.Writes, await run.EndAsync(expected: null));
        });
    }

    private async Task<PlaneState> EmptyAsync()
    {
        var clock = new LeapingClock(Begin);
        return await OneThread.RunAsync(Seed, clock, async () =>
        {
            await using var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, random: new SeededRandom(Seed));
            return plane.Save();
        });
    }

    private async Task<PlaneState> ClusterAsync(ClusterShape shape)
    {
        return await StoryRun.TellAsync(Seed, new Story("begin", null, shape, shape), await _empty.Value, async run =>
        {
            await run.LiveAsync((_, _) => null);
            return await run.SaveAsync();
        });
    }
}

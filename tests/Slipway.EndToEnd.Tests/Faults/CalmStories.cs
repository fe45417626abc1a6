using System.Collections.Concurrent;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>How stories begin, and how they end when nothing goes wrong; each is lived once.</summary>
public sealed class CalmStories
{
    // Far enough in the past that a clock that leaps does not get to now: certificates are verified by the system's clock.
    private static readonly TimeSpan Ago = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, Task<CalmStory>> _stories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ClusterShape, Task<PlaneState>> _clusters = new();
    private readonly Lazy<Task<PlaneState>> _empty = new(EmptyAsync);

    internal Task<CalmStory> OfAsync(Story story) => _stories.GetOrAdd(story.Name, _ => LiveAsync(story));

    private async Task<CalmStory> LiveAsync(Story story)
    {
        var start = story.Before is { } before ? await _clusters.GetOrAdd(before, ClusterAsync) : await _empty.Value;
        return await StoryRun.TellAsync(story, start, async run =>
        {
            var outcome = await run.LiveAsync((_, _) => null);
            return new CalmStory(start, outcome.Writes, await run.EndAsync(expected: null));
        });
    }

    private static async Task<PlaneState> EmptyAsync()
    {
        var clock = new LeapingClock(TimeProvider.System.GetUtcNow() - Ago);
        return await OneThread.RunAsync(StoryRun.Seed, clock, async () =>
        {
            await using var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, random: new SeededRandom(StoryRun.Seed));
            return plane.Save();
        });
    }

    private async Task<PlaneState> ClusterAsync(ClusterShape shape)
    {
        return await StoryRun.TellAsync(new Story("begin", null, shape, shape), await _empty.Value, async run =>
        {
            await run.LiveAsync((_, _) => null);
            return await run.SaveAsync();
        });
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>
/// The controllers die at their writes and are started again on what the server has: every story ends as it does without deaths.
/// <c>.ci/crash-sweep</c> lets them die once at each write of each story; here it is a sample of them, and all of them in a row.
/// </summary>
public sealed class CrashTests(CalmEnds ends) : IClassFixture<CalmEnds>
{
    // Enough for the longest story, at one change a life.
    private const int MostLives = 400;

    private static readonly string? Sweep = Environment.GetEnvironmentVariable("SLIPWAY_CRASH_SWEEP");

    private static bool IsSweep => Sweep is { Length: > 0 };

    public static TheoryData<string, CrashMoment> Deaths() =>
        new(Story.All.SelectMany(s => Enum.GetValues<CrashMoment>().Select(m => (s.Name, m))));

    /// <summary>The stories; in a test run, two of them, for each takes as many lives as it has changes.</summary>
    public static TheoryData<string> Stories() => new(Story.All.Select(s => s.Name).Where(n => IsSweep || n is "create" or "delete"));

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task OneDeath_AtAnyWrite_SameEnd(string story, CrashMoment moment)
    {
        foreach (var write in Writes(story, moment))
        {
            if (await LiveAsync(story, count => count == 0 ? new Crash(write, moment) : null) == 0)
            {
                return;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task DeathAfterEveryChange_SameEnd(string story)
    {
        var versions = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        Assert.NotEqual(0, await LiveAsync(story, count => count < MostLives ? new Crash(1, CrashMoment.AfterCommit, versions) : null));
    }

    private static IEnumerable<int> Writes(string story, CrashMoment moment)
    {
        if (IsSweep)
        {
            var parts = Sweep!.Split('/');
            var (first, step) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
            return Enumerable.Range(0, MostLives).Select(i => first + (i * step));
        }

        // A different one for each, the same in every run.
        return [3 + (11 * (story.Length + (int)moment) % 23)];
    }

    private async Task<int> LiveAsync(string name, Func<int, Crash?> next)
    {
        var story = Story.All.Single(s => s.Name == name);
        var expected = await ends.OfAsync(story);
        await using var run = await StoryRun.BeginAsync(story, Transport.InProcess);
        var deaths = await run.LiveAsync(next);
        foreach (var death in deaths)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(death);
        }

        Assert.True(deaths.Count < MostLives, $"{MostLives} lives were not enough; the last deaths:\n{string.Join('\n', deaths.TakeLast(6))}");
        await run.EndAsync(expected);
        return deaths.Count;
    }
}

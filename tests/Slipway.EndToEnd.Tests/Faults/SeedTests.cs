namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What a seed says: a violation that a sweep finds is found again by its seed.</summary>
public sealed class SeedTests
{
    private const ulong Seed = 20261124;

    public static TheoryData<string> Stories() => new(Story.All.Select(s => s.Name));

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task TwoRuns_OfOneSeed_WriteTheSame(string name)
    {
        var first = await WritesAsync(name, Seed);
        var second = await WritesAsync(name, Seed);
        Assert.Equal(first, second);

        var other = await WritesAsync(name, Seed + 1);
        Assert.NotEqual(first, other);
    }

    private static async Task<IReadOnlyList<string>> WritesAsync(string name, ulong seed)
    {
        var story = Story.All.Single(s => s.Name == name);
        var start = await new CalmStories(seed).BeginningOfAsync(story);
        return await StoryRun.TellAsync(seed, story, start, async run =>
        {
            var log = new WriteLog();
            await run.LiveAsync((_, _) => log);
            return log.Lines;
        });
    }
}

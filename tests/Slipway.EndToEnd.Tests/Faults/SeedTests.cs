namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What a seed says: a violation that a sweep finds is found again by its seed.</summary>
public sealed class SeedTests(SeedTests.Beginnings beginnings) : IClassFixture<SeedTests.Beginnings>
{
    public static TheoryData<string> Stories() => new(Story.All.Select(s => s.Name));

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task TwoRuns_OfOneSeed_WriteTheSame(string name)
    {
        var first = await WritesAsync(name, beginnings.First);
        var second = await WritesAsync(name, beginnings.Second);
        Assert.Equal(first, second);

        var other = await WritesAsync(name, beginnings.Other);
        Assert.NotEqual(first, other);
    }

    private static async Task<IReadOnlyList<string>> WritesAsync(string name, CalmStories stories)
    {
        var story = Story.All.Single(s => s.Name == name);
        return await StoryRun.TellAsync(stories.Seed, story, await stories.BeginningOfAsync(story), async run =>
        {
            var log = new WriteLog();
            await run.LiveAsync((_, _) => log);
            return log.Lines;
        });
    }

    /// <summary>What stories begin with is lived by a seed too, each of these for itself.</summary>
    public sealed class Beginnings
    {
        private const ulong Seed = 20261124;

        internal CalmStories First { get; } = new(Seed);

        internal CalmStories Second { get; } = new(Seed);

        internal CalmStories Other { get; } = new(Seed + 1);
    }
}

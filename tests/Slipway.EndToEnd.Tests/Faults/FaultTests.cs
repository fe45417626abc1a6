using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// Something goes wrong at a write of the controllers: every story ends as it does when nothing does. <c>.ci/fault-sweep</c> tells every
/// story once for each kind of fault and each write; here it is a sample of them.
/// </summary>
public sealed class FaultTests(CalmStories calm) : IClassFixture<CalmStories>
{
    // Enough for the longest story, at one change a life.
    private const int MostWrites = 400;

    private static readonly string? Sweep = Environment.GetEnvironmentVariable("SLIPWAY_FAULT_SWEEP");

    private static bool IsSweep => Sweep is { Length: > 0 };

    private static ITestOutputHelper Output => TestContext.Current.TestOutputHelper!;

    /// <summary>All faults of all stories; in a test run, every third, a different third for each story.</summary>
    public static TheoryData<string, FaultKind> Faults() => new(
        from story in Story.All.Index()
        from kind in Enum.GetValues<FaultKind>()
        where IsSweep ? IsChosen("SLIPWAY_STORIES", story.Item.Name) && IsChosen("SLIPWAY_FAULTS", kind.ToString()) : (story.Index + (int)kind) % 3 == 0
        select (story.Item.Name, kind));

    /// <summary>The stories; in a test run, two of them, for each takes as many lives as it has changes.</summary>
    public static TheoryData<string> Stories() => new(
        Story.All.Select(s => s.Name).Where(n => IsSweep ? IsChosen("SLIPWAY_STORIES", n) && IsChosen("SLIPWAY_FAULTS", "Deaths") : n is "create" or "delete"));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Faults))]
    public async Task OneFault_AtAnyWrite_SameEnd(string name, FaultKind kind)
    {
        var story = Story.All.Single(s => s.Name == name);
        var expected = await calm.OfAsync(story);
        var (covered, violations) = (0, new List<string>());
        foreach (var write in Writes(story, kind))
        {
            var fault = new Fault(kind, write);
            try
            {
                if (await LiveAsync(story, (lives, time) => lives == 0 ? fault.Begin(time) : null) is { Count: 0 })
                {
                    if (write > expected.Writes)
                    {
                        break;
                    }

                    continue;
                }

                covered++;
            }
            catch (XunitException e)
            {
                covered++;
                violations.Add($"{story}, {fault}, seed {calm.Seed}: {e.Message}");
            }
        }

        Output.WriteLine($"{story}, {kind}: {covered} of {expected.Writes} writes, {violations.Count} violations");
        Assert.True(violations.Count == 0, string.Join("\n\n", violations));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Stories))]
    public async Task DeathAfterEveryChange_SameEnd(string name)
    {
        var story = Story.All.Single(s => s.Name == name);
        var versions = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var deaths = await LiveAsync(
            story, (lives, _) => lives < MostWrites ? new Death(new Fault(FaultKind.DeathAfterCommit, 1), versions) : null);
        Assert.InRange(deaths.Count, 1, MostWrites - 1);
        Output.WriteLine($"{story}: {deaths.Count} deaths");
    }

    /// <summary>What the sweep has found, and what is like it.</summary>
    [Theory]
    [InlineData("create", FaultKind.StaleCache, "create machines default/demo-control-plane-")]
    [InlineData("create", FaultKind.UnseenWrite, "create machines default/demo-control-plane-")]
    [InlineData("upgrade", FaultKind.UnseenWrite, "create machines default/demo-control-plane-")]
    [InlineData("create", FaultKind.UnseenWrite, "create machines default/demo-md-0-")]
    [InlineData("create", FaultKind.UnseenWrite, "create machinesets ")]
    [InlineData("create", FaultKind.DeathBeforeCommit, "delete secrets kube-system/bootstrap-token-")]
    public async Task KnownFault_SameEnd(string name, FaultKind kind, string write)
    {
        var fault = new Fault(kind, 1) { Of = write };
        Assert.Single(await LiveAsync(Story.All.Single(s => s.Name == name), (lives, time) => lives == 0 ? fault.Begin(time) : null));
    }

    private static bool IsChosen(string variable, string name) =>
        Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } chosen || chosen.Split(',').Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<int> Writes(Story story, FaultKind kind)
    {
        if (IsSweep)
        {
            var parts = Sweep!.Split('/');
            var (first, step) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
            return Enumerable.Range(0, MostWrites).Select(i => first + (i * step));
        }

        // A different one for each, the same in every run.
        return [3 + (11 * (story.Name.Length + (int)kind) % 23)];
    }

    private async Task<IReadOnlyList<string>> LiveAsync(Story story, Func<int, TimeProvider, Injection?> next)
    {
        Output.WriteLine($"seed {calm.Seed}");
        var expected = await calm.OfAsync(story);
        return await StoryRun.TellAsync(calm.Seed, story, expected.Start, async run =>
        {
            var outcome = await run.LiveAsync(next);
            foreach (var what in outcome.Happened)
            {
                Output.WriteLine(what);
            }

            await run.EndAsync(expected.End);
            return outcome.Happened;
        });
    }
}

using System.Globalization;
using Slipway.EndToEnd.Tests.Programs;

namespace Slipway.EndToEnd.Tests.Kills;

/// <summary>
/// The server is killed under load, again and again: every answered write is there, none is there twice, what was not answered is there
/// whole or not at all, versions never go back, and watches go on without gap. Long runs: <c>.ci/kill-server</c>.
/// </summary>
public sealed class KillUnderLoadTests
{
    /// <summary>ROUNDS/SEED of a long run.</summary>
    private const string LongRunVariable = "SLIPWAY_KILL_ROUNDS";

    [Fact]
    public Task Killed_ServingTheApi_LosesNothing() => RunAsync(rounds: 3, "--api-only");

    [Fact]
    public Task Killed_WithItsControllers_LosesNothing() => RunAsync(rounds: 2);

    private static async Task RunAsync(int rounds, params string[] switches)
    {
        var (asked, seed) = (rounds, 1);
        if (Environment.GetEnvironmentVariable(LongRunVariable)?.Split('/') is { } words)
        {
            (asked, seed) = (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
        }

        await using var plane = new SlipwayPlane(switches);
        var run = new KillRounds(plane, seed);
        try
        {
            await run.RunAsync(asked);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {run}");
        }
    }
}

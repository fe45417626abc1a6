using System.Globalization;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A plane that has nothing to do writes nothing.</summary>
internal static class AtRest
{
    /// <summary>For how many seconds beyond a few passes over each object the plane is watched; 0 when nothing is said.</summary>
    private const string LongRunVariable = "SLIPWAY_REST_SECONDS";

    /// <summary>Looks at the plane for a while, which must come to rest before.</summary>
    /// <param name="plane">The plane. Its controllers look at each object again and again.</param>
    /// <param name="passes">Their passes; the plane is watched by their clock.</param>
    public static async Task AssertAsync(TestPlane plane, PassLog passes)
    {
        await passes.IdleAsync(2);
        passes.Forget();
        var before = await plane.RevisionsAsync();
        await passes.IdleAsync(3);
        if (int.TryParse(Environment.GetEnvironmentVariable(LongRunVariable), CultureInfo.InvariantCulture, out var seconds))
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), passes.Time, TestContext.Current.CancellationToken);
        }

        Assert.Empty(passes.Writes);
        Assert.Equal(before, await plane.RevisionsAsync());
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>How long a deleted pod is given.</summary>
public sealed class GracefulDeletionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"spec":{"terminationGracePeriodSeconds":30}}""", null, 0)]
    [InlineData("""{"spec":{"nodeName":"n","terminationGracePeriodSeconds":30}}""", null, 30)]
    [InlineData("""{"spec":{"nodeName":"n","terminationGracePeriodSeconds":30}}""", 5L, 5)]
    [InlineData("""{"spec":{"nodeName":"n","terminationGracePeriodSeconds":30}}""", -7L, 1)]
    [InlineData("""{"spec":{"nodeName":"n","terminationGracePeriodSeconds":30},"status":{"phase":"Failed"}}""", 5L, 0)]
    public void Begin_OfALivingPod_GivesItTheTimeThatItNeeds(string parts, long? wanted, long expected)
    {
        var pod = Pod(parts, """{"generation":1}""");

        Assert.True(GracefulDeletion.Begin(pod, wanted, atOnce: false, Now));

        var metadata = pod["metadata"]!;
        Assert.Equal(expected, (long)metadata["deletionGracePeriodSeconds"]!);
        Assert.Equal(2, (long)metadata["generation"]!);
        Assert.Equal(Now.AddSeconds(expected).ToString("yyyy-MM-ddTHH:mm:ssZ", null), (string)metadata["deletionTimestamp"]!);
    }

    [Theory]
    [InlineData(null, false, "2026-01-02T03:04:35Z")]
    [InlineData(30L, false, "2026-01-02T03:04:35Z")]
    [InlineData(10L, true, "2026-01-02T03:04:15Z")]
    [InlineData(0L, true, "2026-01-02T03:04:05Z")]
    public void Begin_OfADyingPod_OnlyShortensItsTime(long? wanted, bool isBegun, string end)
    {
        var pod = Pod("""{"spec":{"nodeName":"n"}}""", """{"deletionTimestamp":"2026-01-02T03:04:35Z","deletionGracePeriodSeconds":30}""");

        Assert.Equal(isBegun, GracefulDeletion.Begin(pod, wanted, atOnce: false, Now));
        Assert.Equal(end, (string)pod["metadata"]!["deletionTimestamp"]!);
    }

    [Fact]
    public void Begin_WherePodsEndAtOnce_GivesNoTime()
    {
        var pod = Pod("""{"spec":{"nodeName":"n","terminationGracePeriodSeconds":30}}""", "{}");

        Assert.True(GracefulDeletion.Begin(pod, wanted: 60, atOnce: true, Now));
        Assert.Equal(0, (long)pod["metadata"]!["deletionGracePeriodSeconds"]!);
    }

    private static JsonObject Pod(string parts, string metadata)
    {
        var pod = (JsonObject)JsonNode.Parse(parts)!;
        pod["metadata"] = JsonNode.Parse(metadata);
        return pod;
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Our controllers tell people of the same events as upstream's, in the same words.</summary>
[Collection<UpstreamStateCollection>]
public sealed partial class EventStateTests(OurPlane plane)
{
    // Waiting for a machine that is coming up is no warning; the condition ScalingUp has the same words.
    private const string NotWanted = "ControlPlaneUnhealthy";

    // Told when a pass sees the phase: infrastructure of which nobody looks at the making is Provisioned at once. Seen on a machine with
    // forty programs that wanted to run.
    private const string MayBeMissed = "Normal Provisioning Cluster ";

    [Fact]
    public async Task Events_OfTheRecordedManifest_AreUpstreams()
    {
        Recording.Require();
        var management = Recording.ReadObjects("management.yaml");
        var types = management.Select(OurPlane.TypeOf).Distinct().ToList();
        var recorded = RoleNames.Of(management);
        var upstream = Recording.ReadText("events.txt").Split('\n').Skip(1).Where(l => l.Length > 0)
            .Select(line => Cells().Split(line))
            .Where(cells => cells[1] != NotWanted)
            .Select(c => recorded.In($"{c[0]} {c[1]} {c[2]} {c[3]} from {c[5]}, {c[6]}: {c[7]}"))
            .Order(StringComparer.Ordinal).ToList();

        IReadOnlyList<string> ours = [];
        await plane.UntilNoneAsync<string>(async () =>
        {
            ours = await ReadAsync(types);

            // The same line stands there once for each machine of a role.
            var counted = ours.CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            return [.. upstream.Where(line => !IsMissed(line, ours)).CountBy(line => line).Where(line => counted.GetValueOrDefault(line.Key) < line.Value).Select(line => line.Key)];
        });

        Assert.Equal(upstream.Where(line => !IsMissed(line, ours)), ours);
    }

    private static bool IsMissed(string line, IReadOnlyList<string> ours) =>
        line.StartsWith(MayBeMissed, StringComparison.Ordinal) && !ours.Contains(line);

    private async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyList<ResourceType> types)
    {
        var names = RoleNames.Of(await plane.ReadAsync(types));
        var events = await plane.ReadAsync([BuiltInTypes.Event]);
        return [.. events.Select(e => names.In(Describe(e))).Order(StringComparer.Ordinal)];
    }

    private static string Describe(JsonObject e) =>
        $"{e["type"]} {e["reason"]} {e["involvedObject"]!["kind"]} {e["involvedObject"]!["name"]} from {e["source"]!["component"]}, "
        + $"{e["reportingComponent"]}: {e["message"]}";

    [GeneratedRegex(" {2,}", RegexOptions.None, 10_000)]
    private static partial Regex Cells();
}

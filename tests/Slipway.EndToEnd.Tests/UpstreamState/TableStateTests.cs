namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>What <c>get</c> prints of each kind is what kubectl prints of upstream's.</summary>
[Collection<UpstreamStateCollection>]
public sealed class TableStateTests(OurPlane plane)
{
    private const string Command = "$ kubectl get ";

    [Fact]
    public async Task Tables_OfEveryKind_AreUpstreams()
    {
        Recording.Require();
        var management = Recording.ReadObjects("management.yaml");
        var types = management.Select(OurPlane.TypeOf).Distinct().ToList();
        var recorded = RoleNames.Of(management);
        var sections = Recording.ReadText("tables.txt").Split(Command, StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('\n', 2)).ToList();
        Assert.NotEmpty(sections);

        var differing = await plane.UntilNoneAsync<string>(async () =>
        {
            var names = RoleNames.Of(await plane.ReadAsync(types));
            var differences = new List<string>();
            foreach (var section in sections)
            {
                var upstream = TextTable.Read(section[1], recorded);
                var ours = TextTable.Read(await plane.RunAsync("get", section[0].Trim()), names);
                if (!upstream.SequenceEqual(ours, StringComparer.Ordinal))
                {
                    differences.Add($"{section[0]}:\nupstream\n{string.Join('\n', upstream)}\nours\n{string.Join('\n', ours)}\n");
                }
            }

            return differences;
        });

        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }
}

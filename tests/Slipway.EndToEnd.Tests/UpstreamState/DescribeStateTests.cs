using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary><c>slipway describe cluster</c> prints the tree that <c>clusterctl describe cluster</c> prints.</summary>
[Collection<UpstreamStateCollection>]
public sealed partial class DescribeStateTests(OurPlane plane)
{
    [Theory]
    [InlineData("describe-short.txt")]
    [InlineData("describe.txt")]
    [InlineData("describe-full.txt")]
    public async Task Tree_OfTheRecordedManifest_IsClusterctls(string file)
    {
        Recording.Require();
        var management = Recording.ReadObjects("management.yaml");
        var types = management.Select(OurPlane.TypeOf).Distinct().ToList();
        var lines = Recording.ReadText(file).Split('\n');
        string[] arguments = [.. lines[0]["$ clusterctl ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var upstream = Tree(lines.Skip(1), RoleNames.Of(management));

        IReadOnlyList<string> ours = [];
        await plane.UntilNoneAsync<string>(async () =>
        {
            var names = RoleNames.Of(await plane.ReadAsync(types));
            ours = Tree((await plane.RunAsync(arguments)).Split('\n'), names);
            return upstream.SequenceEqual(ours, StringComparer.Ordinal) ? [] : ["the trees differ"];
        });

        Assert.Equal(string.Join('\n', upstream), string.Join('\n', ours));
    }

    // The branches stay as they are; the widths of columns depend on how long ago something was.
    private static IReadOnlyList<string> Tree(IEnumerable<string> lines, RoleNames names) =>
    [
        .. lines.Select(l => l.TrimEnd()).Where(l => l.Length > 0).Select(line =>
        {
            var text = line.Length - line.TrimStart([.. " │├└─"]).Length;
            return line[..text] + Age().Replace(MachineName().Replace(names.In(Gap().Replace(line[text..], " ")), "machine"), "age");
        }),
    ];

    [GeneratedRegex(" {2,}", RegexOptions.None, 10_000)]
    private static partial Regex Gap();

    [GeneratedRegex("(?<= )([0-9]+[dhms])+(?= |$)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Age();

    // Machines are in the order of their names, which does not tell their roles.
    [GeneratedRegex(@"\bdemo-control-plane-(init|join)\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MachineName();
}

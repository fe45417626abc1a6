using System.Globalization;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Cli.Describe;

/// <summary>Lets machines that say the same share one line.</summary>
internal static class MachineGroups
{
    private const int NamesShown = 2;

    public static IEnumerable<TreeNode> Of(IReadOnlyList<Machine> machines, Func<Machine, TreeNode> single) =>
        machines
            .Select(m => (Machine: m, Node: single(m)))
            .GroupBy(x => (x.Node.Available, x.Node.Ready, x.Node.UpToDate, x.Node.Condition?.Status, x.Node.Condition?.Reason))
            .Select(g => g.Count() == 1 ? g.First().Node : Group([.. g]));

    private static TreeNode Group(IReadOnlyList<(Machine Machine, TreeNode Node)> members)
    {
        var names = members.Take(NamesShown).Select(m => m.Machine.Metadata.Name);
        var more = members.Count > NamesShown ? ", ..." : "";
        var first = members[0].Node;
        var oldest = members.Min(m => m.Node.Condition?.Since);
        var trouble = first.Condition is { IsGood: false, Message.Length: > 0 } ? "\n" + first.Condition.Message : "";
        return new TreeNode($"{members.Count.ToString(CultureInfo.InvariantCulture)} Machines...")
        {
            Available = Total(members, n => n.Available),
            Ready = Total(members, n => n.Ready),
            UpToDate = Total(members, n => n.UpToDate),
            Condition = first.Condition is null
                ? null
                : first.Condition with { Since = oldest, Message = $"See {string.Join(", ", names)}{more}{trouble}" },
        };
    }

    private static string Total(IReadOnlyList<(Machine Machine, TreeNode Node)> members, Func<TreeNode, string> count) =>
        members.Count(m => count(m.Node) == "1").ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Slipway.Cli.Describe;

/// <summary>Lays a tree out as the lines of a table.</summary>
internal static class TreeTable
{
    public static IReadOnlyList<string> Header { get; } =
        ["NAME", "REPLICAS", "AVAILABLE", "READY", "UP TO DATE", "STATUS", "REASON", "SINCE", "MESSAGE"];

    public static IReadOnlyList<TreeRow> Rows(TreeNode root, DateTimeOffset now)
    {
        var rows = new List<TreeRow>();
        Add(rows, root, lead: "", below: "", now);
        return rows;
    }

    private static void Add(List<TreeRow> rows, TreeNode node, string lead, string below, DateTimeOffset now)
    {
        var condition = node.Condition;
        var message = Lines(condition?.Message);
        var hasChildren = node.Children.Count > 0;
        rows.Add(Row(
            lead + node.Name, [node.Replicas, node.Available, node.Ready, node.UpToDate], condition, message[0], now));
        var stem = below + (hasChildren ? "│ " : "  ");
        rows.AddRange(message.Skip(1).Select(line => Row(stem.TrimEnd(), ["", "", "", ""], null, line, now)));
        AddConditions(rows, node, stem, now);

        for (var i = 0; i < node.Children.Count; i++)
        {
            var last = i == node.Children.Count - 1;
            Add(rows, node.Children[i], below + (last ? "└─" : "├─"), below + (last ? "  " : "│ "), now);
        }
    }

    private static void AddConditions(List<TreeRow> rows, TreeNode node, string stem, DateTimeOffset now)
    {
        for (var i = 0; i < node.Conditions.Count; i++)
        {
            var condition = node.Conditions[i];
            var message = Lines(condition.Message);
            var last = i == node.Conditions.Count - 1;
            rows.Add(Row($"{stem}          {(last ? "└─" : "├─")}{condition.Type}", ["", "", "", ""], condition, message[0], now));
            rows.AddRange(message.Skip(1).Select(line => Row($"{stem}          {(last ? "" : "│")}", ["", "", "", ""], null, line, now)));
        }
    }

    private static TreeRow Row(string name, string[] counts, TreeCondition? condition, string message, DateTimeOffset now) => new(
        [name, .. counts, condition?.Status ?? "", condition?.Reason ?? "", Age(condition?.Since, now), message], condition?.IsGood);

    private static string[] Lines(string? message) => (message ?? "").Split('\n');

    /// <summary>A duration as kubectl prints ages: the two largest units while they are small.</summary>
    internal static string Age(DateTimeOffset? since, DateTimeOffset now)
    {
        if (since is null)
        {
            return "";
        }

        var age = now > since.Value ? now - since.Value : TimeSpan.Zero;
        return age switch
        {
            { TotalSeconds: < 120 } => Text((int)age.TotalSeconds, "s"),
            { TotalMinutes: < 10 } when age.Seconds > 0 => Text(age.Minutes, "m") + Text(age.Seconds, "s"),
            { TotalHours: < 3 } => Text((int)age.TotalMinutes, "m"),
            { TotalHours: < 8 } when age.Minutes > 0 => Text(age.Hours, "h") + Text(age.Minutes, "m"),
            { TotalHours: < 48 } => Text((int)age.TotalHours, "h"),
            { TotalDays: < 8 } when age.Hours > 0 => Text(age.Days, "d") + Text(age.Hours, "h"),
            _ => Text((int)age.TotalDays, "d"),
        };
    }

    private static string Text(int number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}

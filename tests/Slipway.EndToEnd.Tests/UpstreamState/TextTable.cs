using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Reads tables as kubectl prints them: a cell begins where its column's name does.</summary>
internal static partial class TextTable
{
    /// <summary>The lines of a table with <c>|</c> between cells, ages and made-up names replaced; the header first, the rows in order.</summary>
    public static IReadOnlyList<string> Read(string text, RoleNames names)
    {
        var lines = text.Split('\n').Where(l => l.Trim().Length > 0).ToList();
        var starts = Columns().Matches(lines[0]).Select(m => m.Index).ToList();
        var rows = lines.Skip(1).Select(l => Age().Replace(names.In(Cells(l, starts)), "age"));
        return [Cells(lines[0], starts), .. rows.Order(StringComparer.Ordinal)];
    }

    private static string Cells(string line, List<int> starts) => string.Join('|', starts.Select((start, i) =>
    {
        var end = i + 1 < starts.Count ? starts[i + 1] : line.Length;
        return start >= line.Length ? "" : line[start..Math.Min(end, line.Length)].Trim();
    }));

    [GeneratedRegex(@"\S+( \S+)*", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Columns();

    [GeneratedRegex(@"(?<=\|)([0-9]+[dhms])+(?=\||$)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Age();
}

using System.Text;

namespace Slipway.Cli.Get;

/// <summary>
/// Lays rows out in columns as kubectl does: at least six wide, three spaces between, nothing at the end. Columns never get narrower again.
/// </summary>
internal sealed class TextTable
{
    private const int MinimumWidth = 6;
    private const int Padding = 3;
    private const int MaxCellLength = 100_000;

    private readonly List<int> _widths = [];

    /// <summary>The rows as lines, wide enough for all of them.</summary>
    public IReadOnlyList<string> Layout(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                var width = Math.Max(MinimumWidth, row[i].Length + Padding);
                if (i == _widths.Count)
                {
                    _widths.Add(width);
                }

                _widths[i] = Math.Max(_widths[i], width);
            }
        }

        return [.. rows.Select(Line)];
    }

    /// <summary>A cell's text on one line: a table has no room for more.</summary>
    public static string OneLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\n', '\r', '\f');
        var cut = end >= 0 ? text[..end] + "..." : text;
        return cut.Length > MaxCellLength ? cut[..MaxCellLength] : cut;
    }

    private string Line(IReadOnlyList<string> row)
    {
        var line = new StringBuilder();
        for (var i = 0; i < row.Count; i++)
        {
            line.Append(i == row.Count - 1 ? row[i] : row[i].PadRight(_widths[i]));
        }

        return line.ToString();
    }
}

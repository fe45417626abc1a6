using Spectre.Console;
using Spectre.Console.Rendering;

namespace Slipway.Cli.Describe;

/// <summary>Puts a tree's rows in columns, and colours on what they say.</summary>
internal static class TreeRenderer
{
    private const int FirstConditionColumn = 5;
    private const int StatusColumn = 5;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Unsure = new(Color.Yellow);
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    /// <summary>The lines, without colour and without spaces at their ends.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<TreeRow> rows)
    {
        var widths = Widths(rows);
        return rows.Select(r => r.Cells).Prepend(TreeTable.Header).Select(cells => string.Concat(Padded(cells, widths)).TrimEnd());
    }

    /// <summary>The lines in colour, cut at the terminal's edge: a wrapped tree is none.</summary>
    public static IRenderable Render(IReadOnlyList<TreeRow> rows, int width)
    {
        var widths = Widths(rows);
        var header = Line(Padded(TreeTable.Header, widths), width, _ => Heading);
        return new Rows(rows.Select(r => Line(Padded(r.Cells, widths), width, column => column < FirstConditionColumn ? Plain : StyleOf(r))).Prepend(header));
    }

    private static Paragraph Line(string[] cells, int width, Func<int, Style> style)
    {
        var line = new Paragraph();
        var left = width;
        for (var i = 0; i < cells.Length && left > 0; i++)
        {
            var cell = i == cells.Length - 1 ? cells[i].TrimEnd() : cells[i];
            line.Append(cell.Length > left ? cell[..left] : cell, style(i));
            left -= cell.Length;
        }

        return line;
    }

    private static Style StyleOf(TreeRow row) => row.IsGood switch
    {
        null => Plain,
        true => Good,
        false => row.Cells[StatusColumn] == "Unknown" ? Unsure : Bad,
    };

    private static string[] Padded(IReadOnlyList<string> cells, int[] widths) => [.. cells.Select((c, i) => c.PadRight(widths[i]))];

    // One space after a heading, two after a cell.
    private static int[] Widths(IReadOnlyList<TreeRow> rows) =>
        [.. TreeTable.Header.Select((name, i) => Math.Max(name.Length + 1, rows.Max(r => r.Cells[i].Length) + 2))];
}

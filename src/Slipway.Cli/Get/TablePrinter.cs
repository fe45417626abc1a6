using Slipway.Cli.Connection;

namespace Slipway.Cli.Get;

/// <summary>Prints one resource's tables, one after the other, under one header.</summary>
internal sealed class TablePrinter(TextWriter output, ServedResource resource)
{
    private readonly TextTable _layout = new();
    private IReadOnlyList<TableColumn> _columns = [];
    private bool _hasHeader;

    /// <summary>Whether columns of the wide form are shown.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether a column tells the namespace.</summary>
    public bool ShowsNamespace { get; init; }

    /// <summary>Whether names tell their kind: several kinds are printed.</summary>
    public bool ShowsKind { get; init; }

    public async Task PrintAsync(ResourceTable table)
    {
        _columns = table.Columns.Count > 0 ? table.Columns : _columns;
        var rows = table.Rows.Select(Row).ToList();
        if (!_hasHeader && rows.Count > 0)
        {
            _hasHeader = true;
            rows.Insert(0, [.. Namespace("NAMESPACE"), .. Shown(_columns.Select(c => c.Name.ToUpperInvariant()))]);
        }

        foreach (var line in _layout.Layout(rows))
        {
            await output.WriteLineAsync(line);
        }
    }

    private IReadOnlyList<string> Row(TableRow row)
    {
        var cells = ShowsKind && row.Cells.Count > 0 ? [resource.Display(row.Cells[0]), .. row.Cells.Skip(1)] : row.Cells;
        return [.. Namespace(row.Namespace), .. Shown(cells)];
    }

    private IEnumerable<string> Namespace(string text) => ShowsNamespace ? [text] : [];

    private IEnumerable<string> Shown(IEnumerable<string> cells) => cells.Where((_, i) => IsWide || i >= _columns.Count || _columns[i].Priority == 0);
}

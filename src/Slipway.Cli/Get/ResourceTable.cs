using System.Text.Json.Nodes;

namespace Slipway.Cli.Get;

/// <summary>Objects as the server tabulates them (<c>meta.k8s.io/v1</c> <c>Table</c>).</summary>
/// <param name="Columns">The columns; empty in later events of a watch, which go on with those of the first.</param>
/// <param name="Rows">A row for each object.</param>
/// <param name="ResourceVersion">The version that the table is of.</param>
internal sealed record ResourceTable(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows, string ResourceVersion)
{
    /// <summary>Reads a Table.</summary>
    /// <exception cref="CliException">The server answered with something else.</exception>
    public static ResourceTable Read(JsonNode? node)
    {
        if ((string?)node?["kind"] != "Table")
        {
            throw new CliException(ExitCodes.Failure, $"the server answered with a {(string?)node?["kind"]} where a Table was expected.");
        }

        return new(
            [.. Items(node, "columnDefinitions").Select(c => new TableColumn((string)c["name"]!, (int?)c["priority"] ?? 0))],
            [.. Items(node, "rows").Select(ReadRow)],
            (string?)node["metadata"]?["resourceVersion"] ?? "");
    }

    private static TableRow ReadRow(JsonNode row)
    {
        var metadata = row["object"]?["metadata"];
        return new(
            [.. (row["cells"]?.AsArray() ?? []).Select(Text)],
            (string?)metadata?["namespace"] ?? "",
            (string?)metadata?["name"] ?? "",
            (string?)metadata?["resourceVersion"] ?? "");
    }

    private static string Text(JsonNode? cell) => cell is null ? "" : TextTable.OneLine(cell.ToString());

    private static IEnumerable<JsonNode> Items(JsonNode parent, string name) => (parent[name] as JsonArray)?.OfType<JsonNode>() ?? [];
}

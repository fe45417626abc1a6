using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of a Pod.</summary>
internal static class PodCells
{
    public static JsonNode? Of(string column, JsonObject obj, DateTimeOffset now)
    {
        var status = obj.Map("status") ?? [];
        return column switch
        {
            "Ready" or "Status" or "Restarts" => OfContainers(column, obj, now),
            "IP" => status.List("podIPs")?.OfType<JsonObject>().FirstOrDefault()?.TextOr("ip", CellText.None) ?? status.TextOr("podIP", CellText.None),
            "Node" => obj.Map("spec")?.TextOr("nodeName", CellText.None),
            "Nominated Node" => status.TextOr("nominatedNodeName", CellText.None),
            "Readiness Gates" => Gates(obj.Map("spec") ?? [], status),
            _ => null,
        };
    }

    private static string OfContainers(string column, JsonObject obj, DateTimeOffset now)
    {
        var summary = PodSummary.Of(obj);
        return column switch
        {
            "Ready" => CellText.Ratio(summary.Ready, summary.Total),
            "Status" => summary.Reason,
            _ when summary is { Restarts: > 0, LastRestart.Length: > 0 } =>
                string.Create(CultureInfo.InvariantCulture, $"{summary.Restarts} ({Ages.Of(summary.LastRestart, now)} ago)"),
            _ => summary.Restarts.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Gates(JsonObject spec, JsonObject status)
    {
        var gates = spec.List("readinessGates")?.OfType<JsonObject>().Select(g => g.Text("conditionType")).ToArray() ?? [];
        var conditions = status.List("conditions")?.OfType<JsonObject>().ToArray() ?? [];
        return gates.Length == 0
            ? CellText.None
            : CellText.Ratio(gates.Count(g => conditions.FirstOrDefault(c => c.Text("type") == g)?.Text("status") == "True"), gates.Length);
    }
}

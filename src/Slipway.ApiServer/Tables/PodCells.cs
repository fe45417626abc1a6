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
        var statuses = (status.List("containerStatuses")?.OfType<JsonObject>() ?? []).ToList();
        return column switch
        {
            "Ready" => string.Create(
                CultureInfo.InvariantCulture, $"{statuses.Count(s => s.IsTrue("ready"))}/{obj.Map("spec")?.List("containers")?.Count ?? 0}"),
            "Status" => Status(obj, status, statuses),
            "Restarts" => Restarts(statuses, now),
            "IP" => status.Text("podIP") is { Length: > 0 } ip ? ip : "<none>",
            "Node" => obj.Map("spec")?.Text("nodeName") is { Length: > 0 } node ? node : "<none>",
            "Nominated Node" => status.Text("nominatedNodeName") is { Length: > 0 } nominated ? nominated : "<none>",
            _ => null,
        };
    }

    private static string Status(JsonObject obj, JsonObject status, List<JsonObject> statuses)
    {
        if (obj.Map("metadata")!.ContainsKey("deletionTimestamp"))
        {
            return status.Text("reason") == "NodeLost" ? "Unknown" : "Terminating";
        }

        var reason = status.Text("reason") is { Length: > 0 } given ? given : status.Text("phase");
        foreach (var state in statuses.Select(s => s.Map("state")).OfType<JsonObject>().Reverse())
        {
            var told = state.Map("waiting")?.Text("reason") ?? state.Map("terminated")?.Text("reason") ?? "";
            reason = told.Length > 0 ? told : reason;
        }

        return reason;
    }

    private static string Restarts(List<JsonObject> statuses, DateTimeOffset now)
    {
        var count = statuses.Sum(s => s.Integer("restartCount") ?? 0);
        var last = statuses.Select(s => s.Map("lastState")?.Map("terminated")?.Text("finishedAt") ?? "").Max(StringComparer.Ordinal) ?? "";
        return count > 0 && last.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{count} ({Ages.Of(last, now)} ago)")
            : count.ToString(CultureInfo.InvariantCulture);
    }
}

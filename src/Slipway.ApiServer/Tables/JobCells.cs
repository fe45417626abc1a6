using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of Jobs and CronJobs.</summary>
internal static class JobCells
{
    // In the order in which a condition decides.
    private static readonly (string Condition, string Status)[] Before = [("Complete", "Complete"), ("Failed", "Failed")];

    private static readonly (string Condition, string Status)[] After =
        [("Suspended", "Suspended"), ("FailureTarget", "FailureTarget"), ("SuccessCriteriaMet", "SuccessCriteriaMet")];

    public static JsonNode? OfJob(string column, JsonObject obj, DateTimeOffset now)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        return column switch
        {
            "Status" => Status(obj, status),
            "Completions" => Completions(spec, status),
            "Duration" => Duration(status, now),
            "Containers" => CellText.Containers(spec.Map("template")?.Map("spec"), "name"),
            "Images" => CellText.Containers(spec.Map("template")?.Map("spec"), "image"),
            "Selector" => CellText.Selector(spec.Map("selector"), CellText.None),
            _ => null,
        };
    }

    public static JsonNode? OfCronJob(string column, JsonObject obj, DateTimeOffset now)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        var job = spec.Map("jobTemplate")?.Map("spec");
        return column switch
        {
            "Schedule" => spec.Text("schedule"),
            "Timezone" => spec.TextOr("timeZone", CellText.None),
            "Suspend" => spec.ContainsKey("suspend") ? (spec.IsTrue("suspend") ? "True" : "False") : CellText.Unset,
            "Active" => status.List("active")?.Count ?? 0,
            "Last Schedule" => status.Text("lastScheduleTime") is { Length: > 0 } time ? Ages.Of(time, now) : CellText.None,
            "Containers" => CellText.Containers(job?.Map("template")?.Map("spec"), "name"),
            "Images" => CellText.Containers(job?.Map("template")?.Map("spec"), "image"),
            "Selector" => CellText.Selector(job?.Map("selector"), CellText.None),
            _ => null,
        };
    }

    private static string Status(JsonObject obj, JsonObject status) =>
        Find(status, Before) ?? (obj.Map("metadata")!.ContainsKey("deletionTimestamp") ? "Terminating" : null) ?? Find(status, After) ?? "Running";

    private static string? Find(JsonObject status, (string Condition, string Status)[] candidates)
    {
        var conditions = status.List("conditions")?.OfType<JsonObject>().ToArray() ?? [];
        foreach (var (condition, told) in candidates)
        {
            if (conditions.FirstOrDefault(c => c.Text("type") == condition)?.Text("status") == "True")
            {
                return told;
            }
        }

        return null;
    }

    private static string Completions(JsonObject spec, JsonObject status)
    {
        var succeeded = status.Number("succeeded");
        if (spec.Integer("completions") is { } wanted)
        {
            return CellText.Ratio(succeeded, wanted);
        }

        return spec.Number("parallelism") is > 1 and var parallelism
            ? string.Create(CultureInfo.InvariantCulture, $"{succeeded}/1 of {parallelism}")
            : CellText.Ratio(succeeded, 1);
    }

    private static string Duration(JsonObject status, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(status.Text("startTime"), CultureInfo.InvariantCulture, out var start))
        {
            return "";
        }

        return Ages.Of((DateTimeOffset.TryParse(status.Text("completionTime"), CultureInfo.InvariantCulture, out var end) ? end : now) - start);
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>How a pod's containers are, in the few words that its row has for them.</summary>
internal sealed class PodSummary
{
    private PodSummary()
    {
    }

    public long Total { get; private set; }

    public long Ready { get; private set; }

    public string Reason { get; private set; } = "";

    public long Restarts { get; private set; }

    /// <summary>When a container was last started anew; empty when none was.</summary>
    public string LastRestart { get; private set; } = "";

    public static PodSummary Of(JsonObject obj)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        var sidecars = Items(spec, "initContainers").Where(c => c.Text("restartPolicy") == "Always").Select(c => c.Text("name")).ToHashSet(StringComparer.Ordinal);
        var summary = new PodSummary { Total = Items(spec, "containers").Count() + sidecars.Count, Reason = status.TextOr("reason", status.Text("phase")) };
        var conditions = Items(status, "conditions").ToArray();
        if (conditions.Any(c => c.Text("type") == "PodScheduled" && c.Text("reason") == "SchedulingGated"))
        {
            summary.Reason = "SchedulingGated";
        }

        var isInitializing = summary.ReadInit(spec, status, sidecars);
        if (!isInitializing || IsTrue(conditions, "Initialized"))
        {
            summary.ReadContainers(status, sidecars, IsTrue(conditions, "Ready"));
        }

        if (obj.Map("metadata")!.ContainsKey("deletionTimestamp"))
        {
            summary.Reason = status.Text("reason") == "NodeLost" ? "Unknown"
                : status.Text("phase") is "Succeeded" or "Failed" ? summary.Reason
                : "Terminating";
        }

        return summary;
    }

    private static IEnumerable<JsonObject> Items(JsonObject owner, string list) => owner.List(list)?.OfType<JsonObject>() ?? [];

    private static bool IsTrue(JsonObject[] conditions, string type) => conditions.Any(c => c.Text("type") == type && c.Text("status") == "True");

    // Whether a container that must end before the others start has not ended well.
    private bool ReadInit(JsonObject spec, JsonObject status, HashSet<string> sidecars)
    {
        var i = 0;
        foreach (var container in Items(status, "initContainerStatuses"))
        {
            Count(container);
            var state = container.Map("state") ?? [];
            var isSidecar = sidecars.Contains(container.Text("name"));
            if (state.Map("terminated") is { } ended && ended.Number("exitCode") == 0)
            {
                i++;
                continue;
            }

            if (isSidecar && container.IsTrue("started"))
            {
                Ready += container.IsTrue("ready") ? 1 : 0;
                i++;
                continue;
            }

            Reason = state.Map("terminated") is { } failed ? "Init:" + Ending(failed)
                : state.Map("waiting")?.Text("reason") is { Length: > 0 } waiting && waiting != "PodInitializing" ? "Init:" + waiting
                : "Init:" + CellText.Ratio(i, Items(spec, "initContainers").Count());
            return true;
        }

        return false;
    }

    private void ReadContainers(JsonObject status, HashSet<string> sidecars, bool isReady)
    {
        (Restarts, LastRestart) = (0, "");
        foreach (var sidecar in Items(status, "initContainerStatuses").Where(c => sidecars.Contains(c.Text("name"))))
        {
            Count(sidecar);
        }

        var (hasRunning, error) = (false, "");
        foreach (var container in Items(status, "containerStatuses").Reverse())
        {
            Count(container);
            var state = container.Map("state") ?? [];
            if (state.Map("waiting")?.Text("reason") is { Length: > 0 } waiting)
            {
                Reason = waiting;
            }
            else if (state.Map("terminated") is { } ended)
            {
                Reason = Ending(ended);
                error = ended.Number("exitCode") != 0 ? Reason : error;
            }
            else if (container.IsTrue("ready") && state.Map("running") is not null)
            {
                hasRunning = true;
                Ready++;
            }
        }

        if (Reason == "Completed")
        {
            Reason = hasRunning && isReady ? "Running" : error.Length > 0 ? error : hasRunning ? "NotReady" : Reason;
        }
    }

    private static string Ending(JsonObject ended) =>
        ended.Text("reason") is { Length: > 0 } reason ? reason
        : ended.Number("signal") != 0 ? $"Signal:{ended["signal"]}"
        : $"ExitCode:{ended["exitCode"]?.ToString() ?? "0"}";

    private void Count(JsonObject container)
    {
        Restarts += container.Number("restartCount");
        var ended = container.Map("lastState")?.Map("terminated")?.Text("finishedAt") ?? "";
        LastRestart = string.CompareOrdinal(ended, LastRestart) > 0 ? ended : LastRestart;
    }
}

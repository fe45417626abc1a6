using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Rehearsals;

/// <summary>What a kubelet reports of a static pod whose container crashes, or runs again.</summary>
internal static class RehearsedPod
{
    /// <param name="pod">The pod as it is.</param>
    /// <param name="crashes">Whether its container crashes again and again.</param>
    /// <param name="isReady">Whether it is said to be ready: what crashes never is, and what runs on a machine that is silent is not either.</param>
    /// <param name="why">What is rehearsed, for people who look at the pod; empty for nothing.</param>
    /// <param name="now">Since when.</param>
    public static KubePatch Status(KubeObject pod, bool crashes, bool isReady, string why, DateTimeOffset now)
    {
        var time = KubeTime.Format(now);
        var ready = isReady ? "True" : "False";
        var container = (JsonObject)pod.ToJsonObject()["status"]!["containerStatuses"]![0]!.DeepClone();
        container["ready"] = isReady;
        container["started"] = !crashes;
        if (crashes)
        {
            container["restartCount"] = ((int?)container["restartCount"] ?? 0) + 1;
            container["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = "rehearsed" } };
            container["lastState"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 1, ["reason"] = "Error", ["finishedAt"] = time } };
        }
        else
        {
            container["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = time } };
        }

        return new KubePatch(PatchType.StrategicMerge, new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(Condition("Ready", ready, why, time), Condition("ContainersReady", ready, why, time)),
                ["containerStatuses"] = new JsonArray(container),
            },
        });
    }

    private static JsonObject Condition(string type, string status, string why, string time) =>
        new() { ["type"] = type, ["status"] = status, ["message"] = why.Length == 0 ? null : $"rehearsed: {why}", ["lastTransitionTime"] = time };
}

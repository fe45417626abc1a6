using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Verbs;

/// <summary>Conditions that the server itself sets in a pod's status.</summary>
internal static class PodConditions
{
    /// <summary>Makes a condition true.</summary>
    /// <param name="pod">The pod, changed in place.</param>
    /// <param name="type">The condition.</param>
    /// <param name="now">The time, as objects have it.</param>
    /// <param name="reason">Why, in a word; empty for no word.</param>
    /// <param name="message">Why, in a sentence; empty for none.</param>
    public static void Set(JsonObject pod, string type, string now, string reason = "", string message = "")
    {
        var condition = new JsonObject { ["type"] = type, ["status"] = "True", ["lastProbeTime"] = null, ["lastTransitionTime"] = now };
        if (reason.Length > 0)
        {
            condition["reason"] = reason;
        }

        if (message.Length > 0)
        {
            condition["message"] = message;
        }

        var status = pod.Ensure("status");
        var others = status.List("conditions")?.OfType<JsonObject>().Where(c => c.Text("type") != type).Select(c => c.DeepClone()) ?? [];
        status["conditions"] = new JsonArray([.. others, condition]);
    }
}

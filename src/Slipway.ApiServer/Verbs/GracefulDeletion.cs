using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Formats;

namespace Slipway.ApiServer.Verbs;

/// <summary>How long a deleted pod is given to end, as kube-apiserver reckons it.</summary>
internal static class GracefulDeletion
{
    /// <summary>Marks a pod as deleted, or shortens the time that it was given before.</summary>
    /// <param name="pod">The pod, changed in place.</param>
    /// <param name="wanted">The seconds that the client asks for; null for what the pod says. Less than none counts as one.</param>
    /// <param name="atOnce">Whether no pod is given any time.</param>
    /// <param name="now">The time.</param>
    /// <returns>False when the pod's end is coming already, and not later than asked for.</returns>
    public static bool Begin(JsonObject pod, long? wanted, bool atOnce, DateTimeOffset now)
    {
        var metadata = pod.Map("metadata")!;
        wanted = atOnce ? 0 : wanted < 0 ? 1 : wanted;
        if (metadata.Text("deletionTimestamp") is { Length: > 0 } end)
        {
            return metadata.Integer("deletionGracePeriodSeconds") is not { } given || Shorten(metadata, end, given, wanted);
        }

        var period = wanted ?? pod.Map("spec")?.Integer("terminationGracePeriodSeconds") ?? 0;
        if (HasNothingToEnd(pod))
        {
            period = 0;
        }

        metadata["deletionTimestamp"] = KubeTime.Format(now.AddSeconds(period));
        metadata["deletionGracePeriodSeconds"] = period;
        if (metadata.Integer("generation") is > 0 and var generation)
        {
            metadata["generation"] = generation + 1;
        }

        return true;
    }

    private static bool Shorten(JsonObject metadata, string end, long given, long? wanted)
    {
        if (wanted is not { } period || period >= given || !DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, out var time))
        {
            return false;
        }

        metadata["deletionTimestamp"] = KubeTime.Format(time.AddSeconds(period - given));
        metadata["deletionGracePeriodSeconds"] = period;
        return true;
    }

    private static bool HasNothingToEnd(JsonObject pod) =>
        pod.Map("spec")?.Text("nodeName") is not { Length: > 0 } || pod.Map("status")?.Text("phase") is "Failed" or "Succeeded";
}

using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Asks a workload cluster to evict a pod.</summary>
internal static class Eviction
{
    /// <summary>The request. A refusal is noted and not a failure: disruption budgets refuse as a matter of course.</summary>
    public static Effect.Call Of(IKubeClient client, DrainPod pod, EvictionJournal journal) => new(
        "evict pod",
        async cancellationToken =>
        {
            try
            {
                await client.CreateSubresourceAsync(BuiltInTypes.Pod, pod.Key, "eviction", Body(pod), cancellationToken);
                journal.Accepted(pod.Uid);
            }
            catch (KubeApiException e) when (e.IsNotFound)
            {
                journal.Accepted(pod.Uid);
            }
            catch (KubeApiException e)
            {
                journal.Refused(pod.Uid, Message(e));
            }
        },
        $"drain: evict pod {pod.Key}");

    private static string Message(KubeApiException refusal) => refusal.Status.Code == 429
        ? string.Join(' ', (string[])["cannot evict pod as it would violate the pod's disruption budget.", .. refusal.Status.Details?.Causes.Select(c => c.Message ?? "") ?? []])
        : $"failed to evict Pod, {refusal.Message}";

    private static JsonObject Body(DrainPod pod) => new()
    {
        ["apiVersion"] = "policy/v1",
        ["kind"] = "Eviction",
        ["metadata"] = new JsonObject { ["name"] = pod.Key.Name, ["namespace"] = pod.Key.Namespace },
        ["deleteOptions"] = new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = pod.Uid } },
    };
}

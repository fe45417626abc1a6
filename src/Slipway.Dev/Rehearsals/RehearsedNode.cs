using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Dev.Boot;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Formats;

namespace Slipway.Dev.Rehearsals;

/// <summary>What a kubelet and the node lifecycle controller write on a Node that fails, or is well again.</summary>
internal static class RehearsedNode
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string Unreachable = "node.kubernetes.io/unreachable";

    public static KubePatch Status(Rehearsal rehearsal, DateTimeOffset now)
    {
        var (status, reason, message) = rehearsal.NodeReady switch
        {
            "False" => ("False", "KubeletNotReady", "rehearsed"),
            "Unknown" => ("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."),
            _ => ("True", "KubeletReady", "kubelet is posting ready status"),
        };
        return new KubePatch(PatchType.StrategicMerge, new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Ready", ["status"] = status, ["reason"] = reason, ["message"] = message, ["lastTransitionTime"] = KubeTime.Format(now),
                }),
            },
        });
    }

    /// <summary>The taints that go with it, and the mark that all is done.</summary>
    public static KubePatch Change(V1Node node, Rehearsal rehearsal)
    {
        var taints = (node.Spec?.Taints ?? []).Where(t => t.Key is not (NotReady or Unreachable)).ToList();
        if (rehearsal.NodeReady is { } ready)
        {
            taints.Add(new V1Taint { Key = ready == "False" ? NotReady : Unreachable, Effect = "NoSchedule" });
        }

        return KubePatch.Merge(new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject { [RehearsalEffects.AppliedAnnotation] = rehearsal.Text.Length == 0 ? null : rehearsal.Text },
            },
            ["spec"] = new JsonObject
            {
                ["taints"] = taints.Count == 0 ? null : new JsonArray([.. taints.Select(NodeDetails.ToJson)]),
            },
        });
    }
}

using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Whether a Node's kubelet is heard of.</summary>
internal static class NodeReachability
{
    /// <summary>Whether it is not: no pod will be seen to end, and no volume to be detached.</summary>
    public static bool IsLost(V1Node node) =>
        node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready")?.Status == ConditionStatus.Unknown;
}

using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachinePools;

/// <summary>A Node of a pool's machine.</summary>
/// <param name="Source">The Node as read.</param>
/// <param name="Node">The Node as its class.</param>
internal sealed record PoolNode(KubeObject Source, V1Node Node)
{
    private V1NodeCondition? Ready => Node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready");

    public bool IsReady => Ready?.Status == "True";

    public string? KubeletVersion => Node.Status?.NodeInfo?.KubeletVersion is { Length: > 0 } version ? version : null;

    /// <summary>How long until the Node has been ready for so many seconds; zero when it has, null when it is not ready.</summary>
    public TimeSpan? UntilAvailable(int minReadySeconds, DateTimeOffset now)
    {
        if (!IsReady)
        {
            return null;
        }

        var left = (Ready!.LastTransitionTime ?? default) + TimeSpan.FromSeconds(minReadySeconds) - now.UtcDateTime;
        return minReadySeconds == 0 || left <= TimeSpan.Zero ? TimeSpan.Zero : left;
    }
}

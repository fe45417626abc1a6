using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>The label that says which Cluster an object belongs to.</summary>
internal static class ClusterLabel
{
    /// <summary>Sets the label from the spec; true when it was not so before.</summary>
    public static bool Set(V1ObjectMeta metadata, string? clusterName)
    {
        if (string.IsNullOrEmpty(clusterName))
        {
            return false;
        }

        metadata.Labels ??= new Dictionary<string, string>();
        return Set(metadata.Labels, ClusterLabels.ClusterName, clusterName);
    }

    /// <summary>Sets a label; true when it was not so before.</summary>
    public static bool Set(IDictionary<string, string> labels, string key, string value)
    {
        if (labels.TryGetValue(key, out var old) && old == value)
        {
            return false;
        }

        labels[key] = value;
        return true;
    }
}

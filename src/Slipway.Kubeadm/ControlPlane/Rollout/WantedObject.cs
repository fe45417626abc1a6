using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>An object that a workload cluster is to have, whatever is in one that it has.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Body">The object to create where there is none.</param>
internal sealed record WantedObject(ResourceType Type, JsonObject Body)
{
    /// <summary>Where it is.</summary>
    public ObjectKey Key => Body["metadata"]!["namespace"] is { } ns
        ? new((string)ns!, (string)Body["metadata"]!["name"]!)
        : ObjectKey.ClusterScoped((string)Body["metadata"]!["name"]!);
}

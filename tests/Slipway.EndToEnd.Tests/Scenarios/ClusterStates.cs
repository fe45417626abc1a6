using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Watching;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>What a cluster's objects say of it.</summary>
internal static class ClusterStates
{
    private const string ControlPlaneLabel = "cluster.x-k8s.io/control-plane";

    /// <summary>Whether the cluster has the shape, every Machine runs, and every object above says so.</summary>
    public static bool IsSettled(Objects objects, string name, ClusterShape shape)
    {
        var machines = objects.Of(CoreTypes.Machine);
        return machines.Count == shape.Machines
            && objects.Of(DevTypes.DevMachine).Count == shape.Machines
            && machines.All(m => m.Text("status.phase") == "Running" && m.Is("Ready") && m.Is("NodeHealthy"))
            && machines.Count(m => IsControlPlane(m) && m.Text("spec.version") == shape.Version) == shape.ControlPlane
            && machines.Count(m => !IsControlPlane(m) && m.Text("spec.version") == shape.WorkerVersion) == shape.Workers
            && Counts(objects.Find(KubeadmTypes.KubeadmControlPlane, $"{name}-control-plane"), shape.ControlPlane)
            && Counts(objects.Find(CoreTypes.MachineDeployment, $"{name}-md-0"), shape.Workers)
            && IsAvailable(objects.Find(CoreTypes.Cluster, name), shape);
    }

    public static bool IsControlPlane(JsonNode machine) => machine.Label(ControlPlaneLabel) is not null;

    /// <summary>Whether a Node may be given work: it is Ready and not cordoned.</summary>
    public static bool IsUsable(JsonNode node) => node.Is("Ready") && node.At("spec", "unschedulable") is null;

    private static bool Counts(JsonNode? owner, int replicas) =>
        owner.Number("status.observedGeneration") == owner.Number("metadata.generation")
        && owner.Number("status.replicas") == replicas
        && owner.Number("status.readyReplicas") == replicas
        && owner.Number("status.availableReplicas") == replicas
        && owner.Number("status.upToDateReplicas") == replicas
        && owner.Is("Available");

    private static bool IsAvailable(JsonNode? cluster, ClusterShape shape) =>
        cluster.Text("status.phase") == "Provisioned"
        && cluster.Is("Available")
        && !cluster.Is("ScalingDown")
        && !cluster.Is("ScalingUp")
        && !cluster.Is("RollingOut")
        && cluster.Number("status.controlPlane.readyReplicas") == shape.ControlPlane
        && cluster.Number("status.workers.readyReplicas") == shape.Workers;
}

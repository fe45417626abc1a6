using System.Text.Json.Nodes;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines.Phases;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachinePools.Phases;

/// <summary>
/// Deletes Nodes of machines that the pool no longer has, and tells the others whose they are. Where each machine has a Machine, that one
/// tells its Node.
/// </summary>
internal static class PoolNodesPhase
{
    public const string Name = "Nodes";

    public static Phase<MachinePoolScope> Instance { get; } = new(Name, Decide);

    public static PhaseResult Decide(MachinePoolScope scope, DateTimeOffset now)
    {
        if (scope.ProviderIds.Count == 0 && scope.Nodes.Retired.IsEmpty)
        {
            return PhaseResult.Completed;
        }

        if (scope.Nodes.Failure is { } failure)
        {
            return PhaseResult.FailWith(failure.Code, failure.Message);
        }

        if (scope.Nodes.Connection is not Observed<IWorkloadCluster>.Found(var cluster))
        {
            return PhaseResult.WaitFor("WaitingForConnection", "Waiting for the connection to the workload cluster");
        }

        // What the provider has not said yet is not gone.
        var retired = scope.ReportedProviderIds is null ? [] : scope.Nodes.Retired;
        List<Effect> effects = [.. retired.Where(n => !n.Source.IsDeleting).Select(n => Delete(n, cluster, "the machine is gone"))];
        if (!scope.HasMachines)
        {
            effects.AddRange(scope.Nodes.ByProviderId.Values.Select(n => Patch(scope.Pool, n, cluster)).OfType<Effect>());
        }

        var next = NextAvailable(scope, now);
        if (effects.Count > 0)
        {
            return new PhaseResult.Do([.. effects]) { Recheck = next };
        }

        return next is null
            ? PhaseResult.Completed
            : PhaseResult.WaitFor("WaitingForMinReadySeconds", "Waiting for Nodes to be available", next);
    }

    public static Effect Delete(PoolNode node, IWorkloadCluster cluster, string why) =>
        new Effect.Delete(BuiltInTypes.Node, node.Source.Key, node.Source.Metadata.Uid, why) { Target = cluster.Client };

    private static Effect.Patch? Patch(MachinePool pool, PoolNode node, IWorkloadCluster cluster)
    {
        (string Key, string Value)[] wanted =
        [
            (ClusterAnnotations.NodeClusterName, pool.Spec!.ClusterName!),
            (ClusterAnnotations.NodeClusterNamespace, pool.Metadata.NamespaceProperty),
            (ClusterAnnotations.NodeOwnerKind, pool.Kind),
            (ClusterAnnotations.NodeOwnerName, pool.Metadata.Name),
        ];
        var annotations = new JsonObject();
        foreach (var (key, value) in wanted.Where(w => node.Source.Metadata.Annotations.GetValueOrDefault(w.Key) != w.Value))
        {
            annotations[key] = value;
        }

        var metadata = new JsonObject();
        var patch = new JsonObject();
        if (annotations.Count > 0)
        {
            metadata["annotations"] = annotations;
        }

        var taints = node.Node.Spec?.Taints ?? [];
        if (taints.Any(t => t.Key == NodeTaints.Uninitialized))
        {
            // The list is replaced as a whole: only at the version that was read.
            metadata["resourceVersion"] = node.Source.Metadata.ResourceVersion;
            patch["spec"] = new JsonObject
            {
                ["taints"] = new JsonArray([.. taints.Where(t => t.Key != NodeTaints.Uninitialized).Select(NodeTaintList.ToJson)]),
            };
        }

        if (metadata.Count == 0)
        {
            return null;
        }

        patch["metadata"] = metadata;
        return new Effect.Patch(BuiltInTypes.Node, node.Source.Key, patch, $"the Node is of MachinePool {pool.Metadata.Name}")
        {
            Target = cluster.Client,
        };
    }

    private static TimeSpan? NextAvailable(MachinePoolScope scope, DateTimeOffset now) => scope.Nodes.ByProviderId.Values
        .Select(n => n.UntilAvailable(scope.Template.MinReadySeconds ?? 0, now))
        .Where(left => left > TimeSpan.Zero)
        .Min();
}

using System.Text.Json.Nodes;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines.Deletion.Draining;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Cordons the Node and evicts its pods before the machine goes.</summary>
internal sealed class DrainPhase(TimeProvider time)
{
    public Phase<MachineScope> Phase => new(DeletionSteps.Drain, Decide);

    public PhaseResult Decide(MachineScope scope, DateTimeOffset now)
    {
        if (IsSkipped(scope, now))
        {
            return PhaseResult.Completed;
        }

        if (scope.Node.Connection is not Observed<IWorkloadCluster>.Found(var cluster))
        {
            return PhaseResult.WaitFor(MachineReasons.DrainingNode, "Waiting for the connection to the workload cluster to drain the Node", scope.Options.DrainRecheck);
        }

        switch (scope.Node.Object)
        {
            case Observed<KubeObject>.Unknown(var code, var message):
                return Failed(scope, code, message);
            case Observed<KubeObject>.Found(var source):
                return Drain(scope, cluster, source, now);
            default:
                return PhaseResult.Completed;
        }
    }

    /// <summary>Whether the Node is not, or no longer, to be drained.</summary>
    public static bool IsSkipped(MachineScope scope, DateTimeOffset now) => NodeStep.IsSkipped(
        scope,
        MachineAnnotations.ExcludeNodeDraining,
        scope.Machine.Status?.Deletion?.NodeDrainStartTime,
        scope.Machine.Spec!.Deletion?.NodeDrainTimeoutSeconds,
        now);

    private static PhaseResult Failed(MachineScope scope, ErrorCode code, string failure) =>
        DeletionNews.Failed(scope.Machine, code, $"Error draining Node: {failure}", "FailedDrainNode", "error draining Machine's node");

    private PhaseResult Drain(MachineScope scope, IWorkloadCluster cluster, KubeObject node, DateTimeOffset now)
    {
        if (scope.Deletion!.Pods is Observed<NodePods>.Unknown(var code, var failure))
        {
            return Failed(scope, code, failure);
        }

        List<Effect> effects = [];
        if (scope.Node.Node!.Spec?.Unschedulable != true)
        {
            effects.Add(new Effect.Patch(
                BuiltInTypes.Node, node.Key, new JsonObject { ["spec"] = new JsonObject { ["unschedulable"] = true } }, "drain: cordon the Node")
            {
                Target = cluster.Client,
            });
        }

        var pods = scope.Deletion.Pods.ValueOrNull;
        if (pods is not null && pods.Plan.Due(now, scope.Options.DrainRecheck) is { IsEmpty: false } due)
        {
            effects.Add(new EvictionRound(cluster.Client, pods.Journal, time, NodeReachability.IsLost(scope.Node.Node)).Of(due, now));
        }

        var started = scope.Machine.Status?.Deletion?.NodeDrainStartTime ?? now.UtcDateTime;
        if (effects.Count > 0)
        {
            return new PhaseResult.Do([.. effects])
            {
                Recheck = scope.Options.DrainRecheck,
                Message = DrainMessage.Of(pods?.Plan ?? DrainPlan.Of([]), started),
            };
        }

        return pods is null || pods.Plan.IsCompleted
            ? DeletionNews.Told(scope.Machine, DeletionNews.Drained, "SuccessfulDrainNode", "success draining Machine's node")
            : PhaseResult.WaitFor(MachineReasons.DrainingNode, DrainMessage.Of(pods.Plan, started), scope.Options.DrainRecheck);
    }
}

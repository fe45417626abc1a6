using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Deletes the Node of a machine that is gone; gives up after the Machine's patience.</summary>
internal static class NodeDeletionPhase
{
    private const string FailedReason = "FailedDeleteNode";
    private const string FailedMessage = "error deleting Machine's Node";

    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(2);

    // The Machine's patience is counted from its deletion, and a drain may have used it up: the Node is tried for so long in any case.
    private static readonly TimeSpan LeastTry = TimeSpan.FromSeconds(10);

    public static Phase<MachineScope> Instance { get; } = new(DeletionSteps.Node, Decide);

    public static PhaseResult Decide(MachineScope scope, DateTimeOffset now)
    {
        var machine = scope.Machine;
        if (scope.Deletion is null or { NodeRefusal: not null }
            || (scope.Deletion.NodeDeletionTried >= LeastTry
                && NodeStep.HasElapsed(machine.Metadata.DeletionTimestamp, machine.Spec!.Deletion?.NodeDeletionTimeoutSeconds, now)))
        {
            return PhaseResult.Completed;
        }

        if (scope.Node.Connection is not Observed<IWorkloadCluster>.Found(var cluster))
        {
            return PhaseResult.WaitFor(MachineReasons.DeletingNode, "Waiting for the connection to the workload cluster to delete the Node", Recheck);
        }

        switch (scope.Node.Object)
        {
            case Observed<KubeObject>.Unknown(var code, var message):
                return DeletionNews.Failed(machine, code, $"Error deleting Node: {message}", FailedReason, FailedMessage);
            case Observed<KubeObject>.Found({ IsDeleting: false } node):
                return PhaseResult.Want(new Effect.Delete(BuiltInTypes.Node, node.Key, node.Metadata.Uid, "the machine is gone")
                {
                    Target = cluster.Client,
                    OnFailure = new Effect.Emit("Warning", FailedReason, $"{FailedMessage} \"{node.Metadata.Name}\""),
                });
            default:
                return PhaseResult.Completed;
        }
    }
}

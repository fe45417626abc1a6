using k8s.Models;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Report;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Phases;

/// <summary>Finds the Machine's Node and keeps its labels, annotations and taints as the Machine wants them.</summary>
internal static class NodePhase
{
    public const string Name = "Node";

    public static Phase<MachineScope> Instance { get; } = new(Name, Decide);

    public static PhaseResult Decide(MachineScope scope, DateTimeOffset now)
    {
        var machine = scope.Machine;
        if (machine.Spec!.ProviderID is not { } providerId)
        {
            return PhaseResult.WaitFor("WaitingForProviderID", "Waiting for the infrastructure machine to report spec.providerID");
        }

        if (scope.Node is not { Connection: Observed<IWorkloadCluster>.Found(var cluster) })
        {
            return PhaseResult.WaitFor(
                "WaitingForConnection",
                "Waiting for the connection to the workload cluster",
                NodeConditions.RemainingGrace(scope, now) is { Ticks: > 0 } grace ? grace : null);
        }

        switch (scope.Node.Object)
        {
            case Observed<KubeObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<KubeObject>.Found(var source):
                return Decide(scope, cluster, source, scope.Node.Node!);
            default:
                return PhaseResult.WaitFor("WaitingForNode", $"Waiting for a Node with spec.providerID {providerId} to exist");
        }
    }

    private static PhaseResult Decide(MachineScope scope, IWorkloadCluster cluster, KubeObject source, V1Node node)
    {
        List<Effect> effects = [];
        if (scope.Machine.Status?.NodeRef is null)
        {
            effects.Add(new Effect.Emit("Normal", "SuccessfulSetNodeRef", node.Metadata.Name));
        }

        var interruptible = scope.Infrastructure.ValueOrNull is { } infrastructure && InfrastructureMachineContract.IsInterruptible(infrastructure);
        if (interruptible && node.Metadata.Labels?.ContainsKey(ClusterLabels.Interruptible) != true)
        {
            effects.Add(new Effect.Emit("Normal", "SuccessfulSetInterruptibleNodeLabel", node.Metadata.Name));
        }

        var wanted = NodeMetadata.Of(scope.Machine, scope.Options, interruptible, IsOutdated(scope));
        if (NodePatch.Decide(node, wanted) is { } patch)
        {
            effects.Add(new Effect.Patch(BuiltInTypes.Node, source.Key, patch, "labels, annotations and taints follow the Machine")
            {
                Target = cluster.Client,
            });
        }

        return PhaseResult.DoneAfter(effects);
    }

    private static bool IsOutdated(MachineScope scope) =>
        scope is { OwnerSet: { } set, OwnerDeployment: { } deployment }
        && Revision.Of(set.Metadata) is { } own && Revision.Of(deployment.Metadata) is { } newest && own < newest;
}

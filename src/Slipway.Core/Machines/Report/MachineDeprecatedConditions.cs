using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Deletion;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Report;

/// <summary>The conditions that a Machine had in v1beta1.</summary>
internal static class MachineDeprecatedConditions
{
    private const string BootstrapReady = nameof(BootstrapReady);
    private const string InfrastructureReady = nameof(InfrastructureReady);
    private const string NodeHealthy = nameof(NodeHealthy);

    public static void Fill(MachineScope scope, PassOutcome outcome, Machine machine, MachineStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
        var conditions = deprecated.Conditions ??= [];
        if (scope.Bootstrap is not null)
        {
            conditions.Set(BootstrapReady, Bootstrap(scope, machine), now);
        }

        conditions.Set(InfrastructureReady, Infrastructure(scope, status), now);
        conditions.Set(NodeHealthy, Node(scope, status), now);
        MachineDeletionConditions.Fill(scope, outcome, conditions, now);
        if (conditions.Summarize(InfrastructureReady, BootstrapReady, "HealthCheckSucceeded", "OwnerRemediated",
            DeletionNews.Drained) is { } ready)
        {
            conditions.Set("Ready", ready, now);
        }
    }

    private static DeprecatedConditionState Bootstrap(MachineScope scope, Machine machine) => scope.Bootstrap switch
    {
        _ when machine.Spec!.Bootstrap!.DataSecretName is not null => DeprecatedConditionState.True(),
        Observed<ContractObject>.Found(var config) => ContractMirror.Deprecated(
            config, "Ready", BootstrapConfigContract.IsDataSecretCreated(config), scope.IsDeleting ? "Deleting" : "WaitingForDataSecret"),
        _ => DeprecatedConditionState.Info(scope.IsDeleting ? "Deleted" : "WaitingForDataSecret"),
    };

    private static DeprecatedConditionState Infrastructure(MachineScope scope, MachineStatus status)
    {
        if (scope.Infrastructure is not Observed<ContractObject>.Found(var infrastructure))
        {
            return scope.IsDeleting
                ? DeprecatedConditionState.Info("Deleted")
                : status.Initialization?.InfrastructureProvisioned == true
                    ? DeprecatedConditionState.Error("DeletedExternally")
                    : DeprecatedConditionState.Info("WaitingForInfrastructure");
        }

        return ContractMirror.Deprecated(
            infrastructure,
            "Ready",
            InfrastructureMachineContract.IsProvisioned(infrastructure),
            scope.IsDeleting ? "Deleting" : "WaitingForInfrastructure");
    }

    private static DeprecatedConditionState Node(MachineScope scope, MachineStatus status)
    {
        if (scope.IsDeleting && scope.Node.Object is Observed<KubeObject>.Absent)
        {
            return DeprecatedConditionState.Info("Deleting");
        }

        return status.Conditions.Find(MachineConditions.NodeHealthy) switch
        {
            { Status: ConditionStatus.True } => DeprecatedConditionState.True(),
            { Status: ConditionStatus.False, Reason: MachineReasons.NodeDeleted } deleted => DeprecatedConditionState.Error("NodeNotFound", deleted.Message),
            { Status: ConditionStatus.False } unhealthy => DeprecatedConditionState.Warning("NodeConditionsFailed", unhealthy.Message),
            { Status: ConditionStatus.Unknown } unknown when status.NodeRef is not null => DeprecatedConditionState.Unknown("NodeInspectionFailed", unknown.Message),
            _ => status.Initialization?.InfrastructureProvisioned == true
                ? DeprecatedConditionState.Warning("NodeProvisioning")
                : DeprecatedConditionState.Info("WaitingForNodeRef"),
        };
    }
}

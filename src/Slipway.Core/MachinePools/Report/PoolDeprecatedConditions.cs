using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.MachinePools.Report;

/// <summary>The conditions that a MachinePool had in v1beta1, and the failures that its infrastructure reports there.</summary>
internal static class PoolDeprecatedConditions
{
    private const string BootstrapReady = nameof(BootstrapReady);
    private const string InfrastructureReady = nameof(InfrastructureReady);
    private const string ReplicasReady = nameof(ReplicasReady);

    public static void Fill(MachinePoolScope scope, MachinePoolStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
        var conditions = deprecated.Conditions ??= [];
        Set(BootstrapReady, Bootstrap(scope));
        Set(InfrastructureReady, Infrastructure(scope));
        Set(ReplicasReady, Replicas(scope, status));
        Set("Ready", conditions.Summarize(BootstrapReady, InfrastructureReady, ReplicasReady));
        FillFailure(scope, deprecated);

        void Set(string type, DeprecatedConditionState? state)
        {
            if (state is { } known)
            {
                conditions.Set(type, known, now);
            }
        }
    }

    private static DeprecatedConditionState? Bootstrap(MachinePoolScope scope) => scope.Bootstrap switch
    {
        null => DeprecatedConditionState.True(),
        Observed<ContractObject>.Found(var config) =>
            Mirror(config, BootstrapConfigContract.IsDataSecretCreated(config), "WaitingForDataSecret"),
        _ => null,
    };

    private static DeprecatedConditionState? Infrastructure(MachinePoolScope scope)
    {
        var reference = scope.Template.InfrastructureRef!;
        return scope.Infrastructure switch
        {
            Observed<ContractObject>.Found(var pool) =>
                Mirror(pool, InfrastructureMachinePoolContract.IsProvisioned(pool), "WaitingForInfrastructure"),
            Observed<ContractObject>.Absent => DeprecatedConditionState.Error(
                "IncorrectExternalRef", $"could not find infra reference of kind {reference.Kind} with name {reference.Name}"),
            _ => null,
        };
    }

    private static DeprecatedConditionState? Replicas(MachinePoolScope scope, MachinePoolStatus status)
    {
        if (!scope.Nodes.AreKnown || (scope.ProviderIds.Count == 0 && scope.Pool.Spec!.Replicas != 0))
        {
            return null;
        }

        var ready = status.Deprecated!.V1Beta1!.ReadyReplicas;
        return (status.Replicas ?? 0) == ready && (status.NodeRefs?.Count ?? 0) == ready
            ? DeprecatedConditionState.True()
            : DeprecatedConditionState.Info("WaitingForReplicasReady");
    }

    private static DeprecatedConditionState Mirror(ContractObject part, bool isReady, string waiting) => part.Condition("Ready") switch
    {
        { Status: ConditionStatus.True } => DeprecatedConditionState.True(),
        { Status: ConditionStatus.False } reported => DeprecatedConditionState.Info(reported.Reason ?? waiting, reported.Message),
        _ => isReady ? DeprecatedConditionState.True() : DeprecatedConditionState.Info(waiting),
    };

    private static void FillFailure(MachinePoolScope scope, MachinePoolDeprecatedV1Beta1Status deprecated)
    {
        var reference = scope.Template.InfrastructureRef!;
        if (scope is { Infrastructure: Observed<ContractObject>.Absent, WasInfrastructureProvisioned: true })
        {
            deprecated.FailureReason = "InvalidConfiguration";
            var name = $"{scope.Pool.Metadata.NamespaceProperty}/{reference.Name}";
            deprecated.FailureMessage = $"MachinePool infrastructure resource {reference.Kind} {name} has been deleted after being ready";
            return;
        }

        foreach (var part in (Observed<ContractObject>?[])[scope.Bootstrap, scope.Infrastructure])
        {
            if (part?.ValueOrNull is not { } found)
            {
                continue;
            }

            deprecated.FailureReason = found.Text("status", "failureReason") ?? deprecated.FailureReason;
            if (found.Text("status", "failureMessage") is { } message)
            {
                var name = found.Source.Metadata.Name;
                deprecated.FailureMessage = $"Failure detected from referenced resource {found.Type.Kind} with name \"{name}\": {message}";
            }
        }
    }
}

using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;

namespace Slipway.Core.MachinePools.Phases;

/// <summary>Each infrastructure machine of the pool has a Machine, so that it can be drained, checked and deleted on its own.</summary>
internal static class PoolMachinesPhase
{
    public static Phase<MachinePoolScope> Instance { get; } = new("Machines", Decide);

    public static PhaseResult Decide(MachinePoolScope scope, DateTimeOffset now)
    {
        if (scope.MachinesUnknown is { } unknown)
        {
            return PhaseResult.FailWith(unknown.Code, unknown.Message);
        }

        var machines = scope.Machines.ToLookup(m => m.Spec!.InfrastructureRef!.Name!, StringComparer.Ordinal);
        List<Effect> effects = [];
        foreach (var infrastructure in scope.InfrastructureMachines)
        {
            var id = InfrastructureMachineContract.ProviderId(infrastructure);
            var version = id is null ? null : scope.Nodes.ByProviderId.GetValueOrDefault(id)?.KubeletVersion;
            var machine = machines[infrastructure.Source.Metadata.Name].FirstOrDefault();
            if (machine is null && !infrastructure.Source.IsDeleting)
            {
                effects.Add(PoolMachines.Create(scope.Pool, infrastructure, version));
            }
            else if (machine is { Metadata.DeletionTimestamp: null } && PoolMachines.Update(scope.Pool, machine, version) is { } update)
            {
                effects.Add(update);
            }
        }

        effects.AddRange(scope.Machines.Select(m => UpToDate(m, now)).OfType<Effect>());
        return PhaseResult.DoneAfter(effects);
    }

    // A provider replaces what is out of date by deleting the Machine: what is not being deleted is as wanted.
    private static Effect.Patch? UpToDate(Machine machine, DateTimeOffset now) => MachineConditionsPatch.Decide(
        machine,
        [
            new MachineConditionChange(
                MachineConditions.UpToDate,
                machine.Metadata.DeletionTimestamp is null
                    ? ConditionState.True(ConditionReasons.UpToDate)
                    : ConditionState.False(ConditionReasons.NotUpToDate, "Machine is being deleted")),
        ],
        now,
        "the pool tells whether the Machine is up to date");
}

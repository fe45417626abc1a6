using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.MachineSets.Preflight;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Creates and deletes Machines until there are as many as wanted.</summary>
internal static class ReplicasPhase
{
    public const string Name = "Replicas";

    public const string PreflightReason = "PreflightCheckFailed";

    public static Phase<MachineSetScope> Instance { get; } = new(Name, Decide);

    public static PhaseResult Decide(MachineSetScope scope, DateTimeOffset now)
    {
        var surplus = scope.Machines.Length + scope.Orphans.Length - scope.Desired;
        return surplus switch
        {
            < 0 => Create(scope, -surplus),
            > 0 => Delete(scope, surplus, now),
            _ => PhaseResult.Completed,
        };
    }

    private static PhaseResult Create(MachineSetScope scope, int count)
    {
        if (!scope.MayCreate)
        {
            return PhaseResult.Completed;
        }

        foreach (var template in (ReadOnlySpan<Observed<ContractObject>?>)[scope.InfrastructureTemplate, scope.BootstrapTemplate])
        {
            switch (template)
            {
                case Observed<ContractObject>.Unknown(var code, var message):
                    return PhaseResult.FailWith(code, message);
                case Observed<ContractObject>.Absent:
                    return PhaseResult.WaitFor("TemplateNotFound", MissingTemplates.Of(scope.Set.Spec!.Template!.Spec!, scope.InfrastructureTemplate, scope.BootstrapTemplate));
            }
        }

        if (PreflightChecks.Run(scope) is { Count: > 0 } problems)
        {
            return PhaseResult.WaitFor(PreflightReason, string.Join('\n', problems.Select(p => $"* {p}")));
        }

        List<Effect> effects = [];
        foreach (var suffix in scope.Suffixes.Take(count))
        {
            var machine = MachineFactory.Create(scope.Set, suffix);
            effects.Add(new Effect.Create(
                CoreTypes.Machine, CoreTypes.Machine.ToJsonObject(machine), $"{scope.Desired} Machines are wanted and there are {scope.Machines.Length}")
            {
                FieldManager = FieldManagers.MachineSetTemplate,
            });
            effects.Add(new Effect.Emit("Normal", "SuccessfulCreate", $"Created Machine \"{machine.Metadata.Name}\""));
        }

        return PhaseResult.Want([.. effects]);
    }

    private static PhaseResult Delete(MachineSetScope scope, int count, DateTimeOffset now)
    {
        List<Effect> effects = [];
        var ordered = DeletionPriority.Order(scope.Machines.Concat(scope.Orphans), scope.Set.Spec!.Deletion?.Order, now);
        foreach (var machine in ordered.Take(count))
        {
            // One that is on its way out already counts as chosen; one that is only just taken on is deleted when it is the set's.
            if (machine.Metadata.DeletionTimestamp is null && machine.Metadata.ControllerOf() is not null)
            {
                effects.AddRange(Delete(machine, $"{scope.Desired} Machines are wanted and there are {scope.Machines.Length}"));
            }
        }

        return PhaseResult.DoneAfter(effects);
    }

    public static IEnumerable<Effect> Delete(Machine machine, string why) =>
    [
        new Effect.Delete(CoreTypes.Machine, new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name), machine.Metadata.Uid, why),
        new Effect.Emit("Normal", "SuccessfulDelete", $"Deleted Machine \"{machine.Metadata.Name}\""),
    ];
}

using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Parts;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Remediation;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>What is kept right on every Machine in every pass, whatever else goes on.</summary>
internal static class MachinePhases
{
    /// <summary>What the workload cluster tells of each Machine, as its conditions.</summary>
    public static PhaseResult Conditions(ControlPlaneScope scope, DateTimeOffset now)
    {
        var remediation = RemediationPlanner.Decide(scope);
        var effects = scope.Machines
            .Select(m => MachineConditionsPatch.Decide(m.Machine, [.. States(m, remediation)], now, "what the cluster tells of the Machine"))
            .OfType<Effect>()
            .ToImmutableArray();
        return PhaseResult.DoneAfter(effects);
    }

    /// <summary>What Machines stand on: made after them, brought up to date in place.</summary>
    public static PhaseResult Parts(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope.Cluster.ValueOrNull is null)
        {
            return PhaseResult.Completed;
        }

        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var machine in scope.Machines)
        {
            effects.AddRange(Missing(scope, machine));
            effects.AddRange(MetadataDrift.Decide(scope, machine));
        }

        return PhaseResult.DoneAfter(effects);
    }

    private static IEnumerable<MachineConditionChange> States(ControlPlaneMachine machine, RemediationDecision remediation)
    {
        // Before a machine has joined there is nothing to tell that a missing condition does not say.
        var isSilent = machine is { NodeName: null, IsUpToDate: true } && machine.Machine.Status?.Conditions.Find(MachineConditions.UpToDate) is null;
        foreach (var type in isSilent ? [] : MachineHealth.AllTypes)
        {
            yield return machine.Health.States.TryGetValue(type, out var state)
                ? new(type, state, DeprecatedHealth.Of(type, machine.Health))
                : new(type, State: null);
        }

        if (!isSilent)
        {
            yield return new(MachineConditions.UpToDate, UpToDateState.Of(machine));
        }

        if (RemediationState.Of(machine, remediation) is { } remediated)
        {
            yield return remediated;
        }
    }

    private static ImmutableArray<Effect> Missing(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        if (scope.Template is not Observed<ContractObject>.Found(var template))
        {
            return [];
        }

        // The only Machine of a control plane that is not initialized initializes it.
        var initializes = !scope.IsInitialized && scope.Machines[0].Name == machine.Name;
        var wanted = scope.Spec.KubeadmConfigSpec;
        var spec = initializes
            ? MachineConfigs.ForInit(wanted, machine.Machine.Spec?.Version)
            : MachineConfigs.ForJoin(wanted, machine.Machine.Spec?.Version);
        var (labels, annotations) = (MachineBlueprint.Labels(scope), MachineBlueprint.Annotations(scope.Object));
        var infrastructure = MachinePart.FromTemplate(template, machine.Infrastructure) with
        {
            Labels = labels, Annotations = annotations, FieldManager = FieldManagers.KubeadmControlPlaneTemplate,
        };
        return MachineParts.Decide(machine.Machine, infrastructure, new MachinePart
        {
            Type = Api.KubeadmTypes.KubeadmConfig,
            Current = machine.BootstrapObject,
            Source = MachineBlueprint.BootstrapSource(spec),
            Labels = labels,
            Annotations = annotations,
            FieldManager = FieldManagers.KubeadmControlPlaneTemplate,
        });
    }
}

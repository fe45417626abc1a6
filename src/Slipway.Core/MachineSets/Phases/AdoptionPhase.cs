using Slipway.Api;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Takes on Machines that match and that nobody manages.</summary>
internal static class AdoptionPhase
{
    public static Phase<MachineSetScope> Instance { get; } = new("Adoption", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineSetScope scope)
    {
        var owner = Owners.Controller(CoreTypes.MachineSet, scope.Set);
        var effects = scope.Orphans
            .Where(m => m.Metadata.DeletionTimestamp is null)
            .SelectMany(m => Adoption.Of(CoreTypes.Machine, m, owner))
            .ToList();
        return PhaseResult.DoneAfter(effects);
    }
}

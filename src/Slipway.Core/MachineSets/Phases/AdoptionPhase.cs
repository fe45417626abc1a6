using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

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
            .Select(m => new Effect.Patch(
                CoreTypes.Machine,
                new ObjectKey(m.Metadata.NamespaceProperty, m.Metadata.Name),
                new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        // The list of owners is replaced as a whole: only at the version that was read.
                        ["resourceVersion"] = m.Metadata.ResourceVersion,
                        ["ownerReferences"] = new JsonArray(owner.ToJson()),
                    },
                },
                $"Machine {m.Metadata.Name} matches the selector and has no controller"))
            .ToList<Effect>();
        return effects.Count == 0 ? PhaseResult.Completed : PhaseResult.Want([.. effects]);
    }
}

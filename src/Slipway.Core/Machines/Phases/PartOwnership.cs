using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Phases;

/// <summary>Takes over a part that someone else made: a person, or an owner that makes parts before Machines.</summary>
internal static class PartOwnership
{
    public static Effect? Decide(Machine machine, ContractObject part) => OwnershipPatch.Decide(
        part.Type,
        part.Source,
        Owners.Controller(CoreTypes.Machine, machine),
        [KeyValuePair.Create(ClusterLabels.ClusterName, machine.Spec!.ClusterName!)],
        $"{part.Kind} {part.Source.Metadata.Name} belongs to Machine {machine.Metadata.Name}");
}

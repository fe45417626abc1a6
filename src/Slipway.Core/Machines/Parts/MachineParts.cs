using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Parts;

/// <summary>
/// Makes what a Machine stands on. The Machine is made first and names its parts, so they belong to it from their first moment:
/// whatever crashes when, a part without a Machine cannot come about, and one that is missing is made in the next pass.
/// </summary>
public static class MachineParts
{
    /// <summary>The creations that an existing Machine lacks. None for a Machine that is being deleted, nor for a part that had been there:
    /// what was lost after provisioning must not silently be made anew.</summary>
    /// <param name="machine">The Machine as read.</param>
    /// <param name="infrastructure">Its infrastructure machine.</param>
    /// <param name="bootstrap">Its bootstrap configuration; null when the Machine has its boot data from elsewhere.</param>
    public static ImmutableArray<Effect> Decide(Machine machine, MachinePart infrastructure, MachinePart? bootstrap)
    {
        if (machine.Metadata.DeletionTimestamp is not null)
        {
            return [];
        }

        var effects = ImmutableArray.CreateBuilder<Effect>(2);
        if (bootstrap is not null && machine.Status?.Initialization?.BootstrapDataSecretCreated != true
            && IsMissing(bootstrap) && machine.Spec?.Bootstrap?.ConfigRef is { } configRef)
        {
            effects.Add(Create(machine, bootstrap, configRef.Name!));
        }

        if (machine.Status?.Initialization?.InfrastructureProvisioned != true && IsMissing(infrastructure))
        {
            effects.Add(Create(machine, infrastructure, machine.Spec!.InfrastructureRef!.Name!));
        }

        return effects.ToImmutable();
    }

    private static bool IsMissing(MachinePart part) => part is { Current: Observed<ContractObject>.Absent, Source: not null };

    private static Effect.Create Create(Machine machine, MachinePart part, string name)
    {
        var clone = new TemplateClone
        {
            Type = part.Type,
            Key = new ObjectKey(machine.Metadata.NamespaceProperty, name),
            Source = part.Source!,
            Cluster = machine.Spec!.ClusterName!,
            Owner = Owners.Controller(CoreTypes.Machine, machine),
            ClonedFrom = part.ClonedFrom,
            Labels = part.Labels,
            Annotations = part.Annotations,
        };
        return new Effect.Create(part.Type, clone.ToBody(), $"Machine {machine.Metadata.Name} needs its {part.Type.Kind.Kind}")
        {
            FieldManager = part.FieldManager,
        };
    }
}

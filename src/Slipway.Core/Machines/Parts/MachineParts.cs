using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

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
        var own = part.Source!["metadata"] as JsonObject;
        var labels = Merge(own?["labels"] as JsonObject, part.Labels);
        labels[ClusterLabels.ClusterName] = machine.Spec!.ClusterName;
        var annotations = Merge(own?["annotations"] as JsonObject, part.Annotations);
        if (part.ClonedFrom is var (template, groupKind))
        {
            annotations[ClusterAnnotations.ClonedFromName] = template;
            annotations[ClusterAnnotations.ClonedFromGroupKind] = groupKind;
        }

        var metadata = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = machine.Metadata.NamespaceProperty,
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(Owners.Controller(CoreTypes.Machine, machine).ToJson()),
        };
        if (annotations.Count > 0)
        {
            metadata["annotations"] = annotations;
        }

        var body = new JsonObject
        {
            ["apiVersion"] = part.Type.Kind.ApiVersion,
            ["kind"] = part.Type.Kind.Kind,
            ["metadata"] = metadata,
            ["spec"] = part.Source["spec"]?.DeepClone() ?? new JsonObject(),
        };
        return new Effect.Create(part.Type, body, $"Machine {machine.Metadata.Name} needs its {part.Type.Kind.Kind}")
        {
            FieldManager = part.FieldManager,
        };
    }

    private static JsonObject Merge(JsonObject? own, ImmutableDictionary<string, string> wanted)
    {
        var merged = own?.DeepClone() as JsonObject ?? [];
        foreach (var (key, value) in wanted.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            merged[key] = value;
        }

        return merged;
    }
}

using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Parts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Brings to existing Machines what of the template needs no new Machine: metadata, gates, patience, taints.</summary>
internal static class InPlacePhase
{
    public static Phase<MachineSetScope> Instance { get; } = new("InPlace", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineSetScope scope)
    {
        var wanted = new TemplateMetadata(
            FieldManagers.MachineSetTemplate, MachineFactory.Labels(scope.Set), scope.Set.Spec!.Template!.Metadata?.Annotations ?? []);
        var fields = Fields(scope.Set.Spec.Template.Spec!, MachineFactory.Deletion(scope.Set.Spec.Template.Spec!));
        List<Effect> effects = [];
        foreach (var machine in scope.Machines)
        {
            // Of a Machine that goes only what bears on its going: a person who shortens a drain's patience means this one.
            if (OfMachine(machine, fields, machine.Metadata.DeletionTimestamp is null ? wanted : null) is { } patch)
            {
                effects.Add(Patch(CoreTypes.Machine, new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name), patch));
            }

            if (scope.Parts.TryGetValue(machine.Metadata.Name, out var parts))
            {
                effects.AddRange(OfPart(parts.Infrastructure, scope.InfrastructureTemplate, wanted));
                effects.AddRange(OfPart(parts.Bootstrap, scope.BootstrapTemplate, wanted));
            }
        }

        return PhaseResult.DoneAfter(effects);
    }

    private static Effect.Patch Patch(ResourceType type, ObjectKey key, JsonObject body) => new(type, key, body, "the template has changed in place")
    {
        FieldManager = FieldManagers.MachineSetTemplate,
    };

    private static JsonObject? OfMachine(Machine machine, JsonObject wanted, TemplateMetadata? metadata)
    {
        var patch = MergePatch.Diff(Fields(machine.Spec!, machine.Spec!.Deletion), wanted);
        if (metadata?.Drift(machine.Metadata, _ => false) is { } drift)
        {
            patch["metadata"] = drift;
        }

        return patch.Count == 0 ? null : patch;
    }

    // What may change in place, of a template or of a Machine.
    private static JsonObject Fields(MachineSpec spec, MachineDeletionSpec? deletion)
    {
        var fields = new Machine
        {
            Spec = new MachineSpec
            {
                MinReadySeconds = spec.MinReadySeconds,
                ReadinessGates = spec.ReadinessGates,
                Taints = spec.Taints,
                Deletion = deletion,
            },
        };
        return KubeJson.ToJsonObject(fields, CoreTypes.Machine.Json);
    }

    private static IEnumerable<Effect> OfPart(Observed<ContractObject>? part, Observed<ContractObject>? template, TemplateMetadata wanted)
    {
        if (part is Observed<ContractObject>.Found(var found) && !found.Source.IsDeleting
            && wanted.Drift(found, key => MachinePart.IsFromTemplate(template?.ValueOrNull, key)) is { } drift)
        {
            yield return Patch(found.Type, found.Source.Key, new JsonObject { ["metadata"] = drift });
        }
    }
}

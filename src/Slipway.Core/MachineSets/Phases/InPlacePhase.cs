using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Brings to existing Machines what of the template needs no new Machine: metadata, gates, patience, taints.</summary>
internal static class InPlacePhase
{
    public static Phase<MachineSetScope> Instance { get; } = new("InPlace", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineSetScope scope)
    {
        var labels = MachineFactory.Labels(scope.Set);
        var annotations = scope.Set.Spec!.Template!.Metadata?.Annotations ?? [];
        List<Effect> effects = [];
        foreach (var machine in scope.Machines.Where(m => m.Metadata.DeletionTimestamp is null))
        {
            if (OfMachine(machine, scope.Set.Spec.Template.Spec!, labels, annotations) is { } patch)
            {
                effects.Add(new Effect.Patch(
                    CoreTypes.Machine, new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name), patch, "the template has changed in place"));
            }

            if (scope.Parts.TryGetValue(machine.Metadata.Name, out var parts))
            {
                effects.AddRange(OfPart(parts.Infrastructure, labels, annotations));
                effects.AddRange(OfPart(parts.Bootstrap, labels, annotations));
            }
        }

        return effects.Count == 0 ? PhaseResult.Completed : PhaseResult.Want([.. effects]);
    }

    private static JsonObject? OfMachine(
        Machine machine, MachineSpec template, Dictionary<string, string> labels, Dictionary<string, string> annotations)
    {
        var before = CoreTypes.Machine.Json;
        var wanted = new Machine
        {
            Spec = new MachineSpec
            {
                MinReadySeconds = template.MinReadySeconds,
                ReadinessGates = template.ReadinessGates,
                Taints = template.Taints,
                Deletion = MachineFactory.Deletion(template),
            },
        };
        var current = new Machine
        {
            Spec = new MachineSpec
            {
                MinReadySeconds = machine.Spec!.MinReadySeconds,
                ReadinessGates = machine.Spec.ReadinessGates,
                Taints = machine.Spec.Taints,
                Deletion = machine.Spec.Deletion,
            },
        };
        var patch = MergePatch.Diff(KubeJson.ToJsonObject(current, before), KubeJson.ToJsonObject(wanted, before));
        AddMetadata(patch, machine.Metadata.Labels?.AsReadOnly(), labels, machine.Metadata.Annotations?.AsReadOnly(), annotations);
        return patch.Count == 0 ? null : patch;
    }

    private static IEnumerable<Effect> OfPart(
        Observed<ContractObject>? part, Dictionary<string, string> labels, Dictionary<string, string> annotations)
    {
        if (part is not Observed<ContractObject>.Found(var found) || found.Source.IsDeleting)
        {
            yield break;
        }

        var patch = new JsonObject();
        AddMetadata(patch, found.Source.Metadata.Labels, labels, found.Source.Metadata.Annotations, annotations);
        if (patch.Count > 0)
        {
            yield return new Effect.Patch(found.Type, found.Source.Key, patch, "the template's metadata has changed in place");
        }
    }

    private static void AddMetadata(
        JsonObject patch,
        IReadOnlyDictionary<string, string>? currentLabels,
        Dictionary<string, string> labels,
        IReadOnlyDictionary<string, string>? currentAnnotations,
        Dictionary<string, string> annotations)
    {
        var metadata = new JsonObject();
        Add("labels", currentLabels, labels);
        Add("annotations", currentAnnotations, annotations);
        if (metadata.Count > 0)
        {
            patch["metadata"] = metadata;
        }

        void Add(string name, IReadOnlyDictionary<string, string>? current, Dictionary<string, string> wanted)
        {
            var missing = wanted.Where(w => current?.GetValueOrDefault(w.Key) != w.Value).ToList();
            if (missing.Count > 0)
            {
                metadata[name] = new JsonObject(missing.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value)));
            }
        }
    }
}

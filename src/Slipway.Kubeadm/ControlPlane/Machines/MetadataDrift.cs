using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Serialization;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>Brings to existing Machines what may change without replacing them: labels, annotations, deletion timeouts, taints, readiness gates.</summary>
internal static class MetadataDrift
{
    /// <summary>The patches that one Machine and what it stands on need; none when all is as wanted.</summary>
    public static IEnumerable<Effect> Decide(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        var labels = MachineBlueprint.Labels(scope);
        var annotations = MachineBlueprint.Annotations(scope.Object);
        var body = SpecPatch(scope, machine);
        if (!machine.IsDeleting)
        {
            var metadata = Metadata(labels, machine.Machine.Metadata.Labels, annotations, machine.Machine.Metadata.Annotations);
            if (metadata.Count > 0)
            {
                body["metadata"] = metadata;
            }
        }

        if (body.Count > 0)
        {
            yield return new Effect.Patch(
                CoreTypes.Machine, new ObjectKey(machine.Machine.Metadata.NamespaceProperty, machine.Name), body, "the control plane's template changed");
        }

        foreach (var part in new[] { machine.Infrastructure.ValueOrNull, machine.BootstrapObject.ValueOrNull }.OfType<ContractObject>())
        {
            var metadata = Metadata(labels, part.Source.Metadata.Labels, annotations, part.Source.Metadata.Annotations);
            if (metadata.Count > 0 && !machine.IsDeleting)
            {
                yield return new Effect.Patch(
                    part.Type, part.Source.Key, new JsonObject { ["metadata"] = metadata }, "the control plane's template changed");
            }
        }
    }

    private static JsonObject SpecPatch(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        var wanted = scope.Spec.MachineTemplate?.Spec;
        var current = machine.Machine.Spec!;
        var spec = new JsonObject();
        var deletion = new JsonObject();
        var (wantedDeletion, currentDeletion) = (wanted?.Deletion, current.Deletion);
        AddTimeout(deletion, "nodeDrainTimeoutSeconds", wantedDeletion?.NodeDrainTimeoutSeconds, currentDeletion?.NodeDrainTimeoutSeconds);
        AddTimeout(
            deletion, "nodeVolumeDetachTimeoutSeconds",
            wantedDeletion?.NodeVolumeDetachTimeoutSeconds, currentDeletion?.NodeVolumeDetachTimeoutSeconds);
        if (wantedDeletion?.NodeDeletionTimeoutSeconds is { } wantedTimeout)
        {
            // Unset, it has the Machine's own default.
            AddTimeout(deletion, "nodeDeletionTimeoutSeconds", wantedTimeout, currentDeletion?.NodeDeletionTimeoutSeconds);
        }

        if (deletion.Count > 0)
        {
            spec["deletion"] = deletion;
        }

        AddList(spec, "taints", wanted?.Taints, current.Taints);
        if (!machine.IsDeleting)
        {
            AddList(spec, "readinessGates", MachineBlueprint.ReadinessGates(scope), current.ReadinessGates);
        }

        return spec.Count == 0 ? [] : new JsonObject { ["spec"] = spec };
    }

    private static void AddTimeout(JsonObject patch, string name, int? wanted, int? current)
    {
        if (wanted != current)
        {
            patch[name] = wanted;
        }
    }

    private static void AddList<T>(JsonObject patch, string name, List<T>? wanted, List<T>? current)
    {
        var (wantedNode, currentNode) = (Node(wanted), Node(current));
        if (!JsonNode.DeepEquals(wantedNode, currentNode))
        {
            patch[name] = wantedNode;
        }
    }

    private static JsonArray? Node<T>(List<T>? items) => items is not { Count: > 0 }
        ? null
        : new JsonArray([.. items.Select(i => JsonSerializer.SerializeToNode(i, ApiJson.TypeInfo<T>()))]);

    private static JsonObject Metadata(
        IEnumerable<KeyValuePair<string, string>> labels, IEnumerable<KeyValuePair<string, string>>? currentLabels,
        IEnumerable<KeyValuePair<string, string>> annotations, IEnumerable<KeyValuePair<string, string>>? currentAnnotations)
    {
        var metadata = new JsonObject();
        AddMissing(metadata, "labels", labels, currentLabels);
        AddMissing(metadata, "annotations", annotations, currentAnnotations);
        return metadata;
    }

    private static void AddMissing(
        JsonObject metadata, string field, IEnumerable<KeyValuePair<string, string>> wanted, IEnumerable<KeyValuePair<string, string>>? current)
    {
        var missing = wanted.Except(current ?? []).ToList();
        if (missing.Count > 0)
        {
            metadata[field] = new JsonObject(missing.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value)));
        }
    }
}

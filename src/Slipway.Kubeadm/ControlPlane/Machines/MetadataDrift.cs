using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Parts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>
/// Brings to existing Machines what may change without replacing them: labels, annotations, deletion timeouts, taints, readiness gates.
/// </summary>
internal static class MetadataDrift
{
    /// <summary>The patches that one Machine and what it stands on need; none when all is as wanted.</summary>
    public static IEnumerable<Effect> Decide(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        var wanted = new TemplateMetadata(
            FieldManagers.KubeadmControlPlaneTemplate, MachineBlueprint.Labels(scope), MachineBlueprint.Annotations(scope.Object));
        var body = SpecPatch(scope, machine);
        if (!machine.IsDeleting && wanted.Drift(machine.Machine.Metadata, MachineBlueprint.IsOwnAnnotation) is { } metadata)
        {
            body["metadata"] = metadata;
        }

        if (!machine.IsDeleting && !machine.HasAnnotation(MachineBlueprint.CleanupHook))
        {
            // One that was adopted, or that somebody took it from.
            Child(Child(body, "metadata"), "annotations")[MachineBlueprint.CleanupHook] = "";
        }

        if (body.Count > 0)
        {
            yield return Patch(CoreTypes.Machine, new ObjectKey(machine.Machine.Metadata.NamespaceProperty, machine.Name), body);
        }

        if (machine.IsDeleting)
        {
            yield break;
        }

        var template = scope.Template.ValueOrNull;
        if (machine.Infrastructure.ValueOrNull is { } infrastructure
            && wanted.Drift(infrastructure, key => MachinePart.IsFromTemplate(template, key)) is { } ofInfrastructure)
        {
            yield return Patch(infrastructure.Type, infrastructure.Source.Key, new JsonObject { ["metadata"] = ofInfrastructure });
        }

        if (machine.BootstrapObject.ValueOrNull is { } bootstrap && wanted.Drift(bootstrap, _ => false) is { } ofBootstrap)
        {
            yield return Patch(bootstrap.Type, bootstrap.Source.Key, new JsonObject { ["metadata"] = ofBootstrap });
        }
    }

    private static JsonObject Child(JsonObject tree, string name)
    {
        if (tree[name] is not JsonObject child)
        {
            tree[name] = child = [];
        }

        return child;
    }

    private static Effect.Patch Patch(ResourceType type, ObjectKey key, JsonObject body) => new(type, key, body, "the control plane's template changed")
    {
        FieldManager = FieldManagers.KubeadmControlPlaneTemplate,
    };

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
}

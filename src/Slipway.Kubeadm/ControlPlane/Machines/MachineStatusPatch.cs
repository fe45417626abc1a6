using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>Writes the conditions of a Machine that are its control plane's to tell.</summary>
internal static class MachineStatusPatch
{
    /// <summary>The patch that makes a Machine's conditions say this; null when they do. It holds at the version read: the Machine's own
    /// controller writes to the same list.</summary>
    /// <param name="machine">The Machine as read.</param>
    /// <param name="states">What each condition is to say; null to take it away.</param>
    /// <param name="now">The time now.</param>
    public static Effect? Decide(Machine machine, IReadOnlyCollection<KeyValuePair<string, ConditionState?>> states, DateTimeOffset now)
    {
        if (states.All(s => Says(machine.Status?.Conditions, s.Key, s.Value)))
        {
            return null;
        }

        var status = machine.Status is null ? new MachineStatus() : KubeadmSpecs.Copy(machine.Status);
        var conditions = status.Conditions ??= [];
        var deprecated = ((status.Deprecated ??= new DeprecatedStatus()).V1Beta1 ??= new DeprecatedV1Beta1Status()).Conditions ??= [];
        foreach (var (type, state) in states)
        {
            if (state is not { } wanted)
            {
                conditions.Remove(type);
                deprecated.Remove(type);
            }
            else if (!Says(conditions, type, state))
            {
                conditions.Set(type, wanted, machine.Metadata.Generation, now);
                if (HasDeprecatedForm(type))
                {
                    deprecated.Set(type, Deprecated(wanted), now);
                }
            }
        }

        return Patch(machine, conditions, deprecated);
    }

    private static bool Says(List<Condition>? conditions, string type, ConditionState? state) =>
        conditions.Find(type) is { } current ? state == ConditionState.Of(current) : state is null;

    private static Effect.Patch Patch(Machine machine, List<Condition> conditions, List<DeprecatedCondition> deprecated)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = machine.Metadata.ResourceVersion },
            ["status"] = new JsonObject
            {
                ["conditions"] = Nodes(conditions),
                ["deprecated"] = new JsonObject { ["v1beta1"] = new JsonObject { ["conditions"] = Nodes(deprecated) } },
            },
        };
        return new Effect.Patch(
            CoreTypes.Machine, new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name), body, "what the cluster tells of the Machine")
        {
            Subresource = "status",
        };
    }

    private static bool HasDeprecatedForm(string type) =>
        MachineHealth.AllTypes.Contains(type) && type != ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet;

    private static DeprecatedConditionState Deprecated(ConditionState state) => state.Status switch
    {
        ConditionStatus.True => DeprecatedConditionState.True(),
        ConditionStatus.False => DeprecatedConditionState.Error(state.Reason, state.Message),
        _ => DeprecatedConditionState.Unknown(state.Reason, state.Message),
    };

    private static JsonArray Nodes<T>(List<T> items) =>
        new([.. items.Select(i => JsonSerializer.SerializeToNode(i, ApiJson.TypeInfo<T>()))]);
}

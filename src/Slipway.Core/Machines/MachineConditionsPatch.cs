using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines;

/// <summary>Writes conditions of a Machine that others than its own controller tell.</summary>
public static class MachineConditionsPatch
{
    /// <summary>
    /// The patch that makes a Machine's conditions say this; null when they do. It holds at the version read: others write to the same
    /// list.
    /// </summary>
    /// <param name="machine">The Machine as read.</param>
    /// <param name="changes">What the conditions are to say.</param>
    /// <param name="now">The time now.</param>
    /// <param name="why">The reason in words.</param>
    public static Effect.Patch? Decide(Machine machine, IReadOnlyCollection<MachineConditionChange> changes, DateTimeOffset now, string why)
    {
        if (changes.All(c => Says(machine.Status?.Conditions, c)))
        {
            return null;
        }

        var conditions = Copy(machine.Status?.Conditions);
        var deprecated = Copy(machine.Status?.Deprecated?.V1Beta1?.Conditions);
        foreach (var change in changes)
        {
            if (change.State is not { } wanted)
            {
                conditions.Remove(change.Type);
                deprecated.Remove(change.Type);
            }
            else if (!Says(conditions, change))
            {
                conditions.Set(change.Type, wanted, machine.Metadata.Generation, now);
                if (change.Deprecated is { } old)
                {
                    deprecated.Set(change.Type, old, now);
                }
            }
        }

        return Patch(machine, conditions, deprecated, why);
    }

    private static bool Says(List<Condition>? conditions, MachineConditionChange change) =>
        conditions.Find(change.Type) is { } current ? change.State == ConditionState.Of(current) : change.State is null;

    private static Effect.Patch Patch(Machine machine, List<Condition> conditions, List<DeprecatedCondition> deprecated, string why)
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
        return new Effect.Patch(CoreTypes.Machine, new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name), body, why)
        {
            Subresource = "status",
        };
    }

    private static List<T> Copy<T>(List<T>? items) =>
        [.. (items ?? []).Select(i => JsonSerializer.SerializeToNode(i, ApiJson.TypeInfo<T>())!.Deserialize(ApiJson.TypeInfo<T>())!)];

    private static JsonArray Nodes<T>(List<T> items) =>
        new([.. items.Select(i => JsonSerializer.SerializeToNode(i, ApiJson.TypeInfo<T>()))]);
}

using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>Owner and labels of an object that someone else made, in one patch.</summary>
public static class OwnershipPatch
{
    /// <summary>The patch that gives an object an owner and labels; null when it has them.</summary>
    /// <param name="type">The object's kind.</param>
    /// <param name="obj">The object as read; the patch holds only at this version, for it replaces the list of owners.</param>
    /// <param name="owner">The owner wanted. One that manages takes the place of every other owner that manages.</param>
    /// <param name="labels">The labels wanted; others stay.</param>
    /// <param name="why">The reason in words.</param>
    public static Effect? Decide(
        ResourceType type, KubeObject obj, OwnerReference owner, IEnumerable<KeyValuePair<string, string>> labels, string why)
    {
        var metadata = new JsonObject();
        if (!obj.Metadata.OwnerReferences.Contains(owner))
        {
            var kept = obj.Metadata.OwnerReferences.Where(o => o.Uid != owner.Uid && !(owner.Controller && o.Controller));
            metadata["ownerReferences"] = new JsonArray([.. kept.Append(owner).Select(o => o.ToJson())]);
            metadata["resourceVersion"] = obj.Metadata.ResourceVersion;
        }

        var missing = labels.Where(l => obj.Metadata.Labels.GetValueOrDefault(l.Key) != l.Value).ToList();
        if (missing.Count > 0)
        {
            metadata["labels"] = new JsonObject(missing.Select(l => KeyValuePair.Create<string, JsonNode?>(l.Key, l.Value)));
        }

        return metadata.Count == 0 ? null : new Effect.Patch(type, obj.Key, new JsonObject { ["metadata"] = metadata }, why);
    }
}

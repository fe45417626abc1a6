using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>Takes on an object that matches and that nobody manages.</summary>
internal static class Adoption
{
    public static IEnumerable<Effect> Of<T>(ResourceType<T> type, T orphan, OwnerReference owner)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var metadata = orphan.Metadata;
        var others = (metadata.OwnerReferences ?? [])
            .Where(o => o.Uid != owner.Uid)
            .Select(o => new OwnerReference(o.ApiVersion, o.Kind, o.Name, o.Uid, o.Controller ?? false, o.BlockOwnerDeletion ?? false));
        yield return new Effect.Patch(
            type,
            new ObjectKey(metadata.NamespaceProperty, metadata.Name),
            new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    // The list of owners is replaced as a whole: only at the version that was read.
                    ["resourceVersion"] = metadata.ResourceVersion,
                    ["ownerReferences"] = new JsonArray([.. others.Append(owner).Select(o => o.ToJson())]),
                },
            },
            $"{type.Kind.Kind} {metadata.Name} matches the selector and has no controller");
        yield return new Effect.Emit("Normal", "SuccessfulAdopt", $"Adopted {type.Kind.Kind} \"{metadata.Name}\"");
    }
}

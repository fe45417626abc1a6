using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>Owner references of the objects that core relates to each other.</summary>
public static class Owners
{
    /// <summary>A reference to an owner that does not manage the object, as a Cluster owns what belongs to it.</summary>
    public static OwnerReference Plain<T>(ResourceType<T> type, T owner)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(type.Kind.ApiVersion, type.Kind.Kind, owner.Metadata.Name, owner.Metadata.Uid, Controller: false, BlockOwnerDeletion: false);

    /// <summary>A reference to the owner that manages the object.</summary>
    public static OwnerReference Controller<T>(ResourceType<T> type, T owner)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(type.Kind.ApiVersion, type.Kind.Kind, owner.Metadata.Name, owner.Metadata.Uid, Controller: true, BlockOwnerDeletion: true);

    /// <summary>The reference as a class.</summary>
    public static V1OwnerReference ToClass(this OwnerReference owner) => new()
    {
        ApiVersion = owner.ApiVersion,
        Kind = owner.Kind,
        Name = owner.Name,
        Uid = owner.Uid,
        Controller = owner.Controller ? true : null,
        BlockOwnerDeletion = owner.BlockOwnerDeletion ? true : null,
    };

    /// <summary>The reference as JSON.</summary>
    public static JsonObject ToJson(this OwnerReference owner)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = owner.ApiVersion,
            ["kind"] = owner.Kind,
            ["name"] = owner.Name,
            ["uid"] = owner.Uid,
        };
        if (owner.Controller)
        {
            json["controller"] = true;
        }

        if (owner.BlockOwnerDeletion)
        {
            json["blockOwnerDeletion"] = true;
        }

        return json;
    }

    /// <summary>Whether an object's owners name this one as the wanted reference does.</summary>
    public static bool Has(this V1ObjectMeta metadata, OwnerReference owner) => metadata.OwnerReferences?.Any(o =>
        o.Uid == owner.Uid && o.ApiVersion == owner.ApiVersion && (o.Controller ?? false) == owner.Controller) ?? false;

    /// <summary>Adds or corrects a reference; others stay.</summary>
    public static void SetOwner(this V1ObjectMeta metadata, OwnerReference owner)
    {
        metadata.OwnerReferences = [.. (metadata.OwnerReferences ?? []).Where(o => o.Uid != owner.Uid), owner.ToClass()];
    }

    /// <summary>The owner that manages the object; null when there is none.</summary>
    public static V1OwnerReference? ControllerOf(this V1ObjectMeta metadata) => metadata.OwnerReferences?.FirstOrDefault(o => o.Controller == true);

    /// <summary>Whether the object is managed by this owner.</summary>
    public static bool IsControlledBy(this V1ObjectMeta metadata, string uid) => metadata.ControllerOf()?.Uid == uid;
}

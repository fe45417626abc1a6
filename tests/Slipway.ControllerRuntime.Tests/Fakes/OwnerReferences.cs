using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>Owners of the objects that tests make.</summary>
internal static class OwnerReferences
{
    /// <summary>The reference of the one owner that manages an object.</summary>
    public static V1OwnerReference Controller(ResourceType type, V1ObjectMeta owner) => new()
    {
        ApiVersion = type.Kind.ApiVersion,
        Kind = type.Kind.Kind,
        Name = owner.Name,
        Uid = owner.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>Gives an object an owner more.</summary>
    public static void Add(JsonObject body, V1OwnerReference owner)
    {
        if (body["metadata"] is not JsonObject metadata)
        {
            body["metadata"] = metadata = [];
        }

        if (metadata["ownerReferences"] is not JsonArray references)
        {
            metadata["ownerReferences"] = references = [];
        }

        references.Add((JsonNode)ToJson(owner));
    }

    private static JsonObject ToJson(V1OwnerReference owner)
    {
        var tree = new JsonObject { ["apiVersion"] = owner.ApiVersion, ["kind"] = owner.Kind, ["name"] = owner.Name, ["uid"] = owner.Uid };
        if (owner.Controller is { } controller)
        {
            tree["controller"] = controller;
        }

        if (owner.BlockOwnerDeletion is { } block)
        {
            tree["blockOwnerDeletion"] = block;
        }

        return tree;
    }
}

using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>Owner references to write.</summary>
public static class OwnerReferences
{
    /// <summary>The reference of the one owner that manages an object.</summary>
    /// <param name="type">The owner's kind.</param>
    /// <param name="owner">The owner's metadata, with its UID.</param>
    public static V1OwnerReference Controller(ResourceType type, V1ObjectMeta owner)
    {
        var reference = Plain(type, owner);
        reference.Controller = true;
        reference.BlockOwnerDeletion = true;
        return reference;
    }

    /// <summary>A reference that only ties an object's life to its owner's.</summary>
    /// <param name="type">The owner's kind.</param>
    /// <param name="owner">The owner's metadata, with its UID.</param>
    public static V1OwnerReference Plain(ResourceType type, V1ObjectMeta owner) =>
        new() { ApiVersion = type.Kind.ApiVersion, Kind = type.Kind.Kind, Name = owner.Name, Uid = owner.Uid };

    /// <summary>Puts the reference in the place of one to the same owner (by UID), or adds it.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Ensure(V1ObjectMeta metadata, V1OwnerReference wanted)
    {
        metadata.OwnerReferences ??= [];
        for (var i = 0; i < metadata.OwnerReferences.Count; i++)
        {
            if (metadata.OwnerReferences[i].Uid == wanted.Uid)
            {
                var same = IsSame(metadata.OwnerReferences[i], wanted);
                metadata.OwnerReferences[i] = wanted;
                return !same;
            }
        }

        metadata.OwnerReferences.Add(wanted);
        return true;
    }

    /// <summary>The same on an object's tree.</summary>
    /// <param name="body">The object.</param>
    /// <param name="wanted">The reference.</param>
    /// <returns>Whether anything changed.</returns>
    public static bool Ensure(JsonObject body, V1OwnerReference wanted)
    {
        if (body["metadata"] is not JsonObject metadata)
        {
            body["metadata"] = metadata = [];
        }

        if (metadata["ownerReferences"] is not JsonArray references)
        {
            metadata["ownerReferences"] = references = [];
        }

        var tree = ToJson(wanted);
        for (var i = 0; i < references.Count; i++)
        {
            if ((string?)references[i]?["uid"] == wanted.Uid)
            {
                var same = JsonNode.DeepEquals(references[i], tree);
                references[i] = tree;
                return !same;
            }
        }

        references.Add((JsonNode)tree);
        return true;
    }

    /// <summary>The reference as a tree.</summary>
    public static JsonObject ToJson(V1OwnerReference reference)
    {
        var tree = new JsonObject
        {
            ["apiVersion"] = reference.ApiVersion,
            ["kind"] = reference.Kind,
            ["name"] = reference.Name,
            ["uid"] = reference.Uid,
        };
        if (reference.Controller is { } controller)
        {
            tree["controller"] = controller;
        }

        if (reference.BlockOwnerDeletion is { } block)
        {
            tree["blockOwnerDeletion"] = block;
        }

        return tree;
    }

    private static bool IsSame(V1OwnerReference a, V1OwnerReference b) =>
        a.ApiVersion == b.ApiVersion && a.Kind == b.Kind && a.Name == b.Name
        && a.Controller == b.Controller && a.BlockOwnerDeletion == b.BlockOwnerDeletion;
}

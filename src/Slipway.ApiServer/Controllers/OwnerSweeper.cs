using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Controllers;

/// <summary>Garbage collection: objects go when the last of their owners is gone, before it, or stay, as its deletion asked.</summary>
internal sealed class OwnerSweeper(ApiServerEngine engine, DependentIndex dependents)
{
    public const string Foreground = "foregroundDeletion";
    public const string Orphan = "orphan";

    private enum OwnerState
    {
        Solid,
        Dangling,
        WaitingForDependents,
        Unknown,
    }

    /// <summary>The owner's resource; null when no such kind is served.</summary>
    public ResourceInfo? ResourceOf(OwnerReference owner) =>
        engine.Core.Registry.FindKind(GroupVersionKind.Parse(owner.ApiVersion, owner.Kind));

    /// <summary>Deletes an object whose owners are gone; drops the references to the ones that are, when others are left.</summary>
    public async ValueTask SweepAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored || StorageOf(key) is not { } resource)
        {
            return;
        }

        var metadata = ObjectViews.Of(stored).Stored.Metadata;
        var owners = metadata.OwnerReferences.Select(o => (Owner: o, State: StateOf(o, key.Namespace))).ToList();
        if (owners.Count == 0 || owners.Exists(o => o.State == OwnerState.Unknown)
            || owners.TrueForAll(o => o.State == OwnerState.Solid))
        {
            return;
        }

        var waiting = owners.Exists(o => o.State == OwnerState.WaitingForDependents);
        if (owners.Exists(o => o.State == OwnerState.Solid))
        {
            var gone = owners.Where(o => o.State != OwnerState.Solid).Select(o => o.Owner.Uid).ToHashSet(StringComparer.Ordinal);
            await DropOwnersAsync(resource, metadata, gone, cancellationToken);
        }
        else if (metadata.DeletionTimestamp is null)
        {
            // With dependents of its own it goes in the foreground as well, so that all of the tree is gone before its root.
            var propagation = waiting && dependents.Of(metadata.Uid).Length > 0 ? "Foreground" : DefaultPropagation(metadata);
            await DeleteAsync(resource, metadata, propagation, cancellationToken);
        }
    }

    /// <summary>Lets an object go whose deletion waits for its dependents, or has to leave them behind.</summary>
    public async ValueTask SweepDependentsAsync(StoreKey key, Action<StoreKey> sweep, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored || StorageOf(key) is not { } resource)
        {
            return;
        }

        var metadata = ObjectViews.Of(stored).Stored.Metadata;
        if (metadata.DeletionTimestamp is null)
        {
            return;
        }

        var owned = dependents.Of(metadata.Uid);
        if (metadata.Finalizers.Contains(Orphan))
        {
            foreach (var dependent in owned)
            {
                if (engine.Core.Store.Get(dependent) is { } left && StorageOf(dependent) is { } leftResource)
                {
                    await DropOwnersAsync(leftResource, ObjectViews.Of(left).Stored.Metadata, [metadata.Uid], cancellationToken);
                }
            }

            await DropFinalizerAsync(resource, metadata, Orphan, cancellationToken);
        }
        else if (metadata.Finalizers.Contains(Foreground))
        {
            Array.ForEach(owned, sweep);
            if (!Array.Exists(owned, dependent => Blocks(dependent, metadata.Uid)))
            {
                await DropFinalizerAsync(resource, metadata, Foreground, cancellationToken);
            }
        }
    }

    private static string DefaultPropagation(ObjectMetadata metadata) =>
        metadata.Finalizers.Contains(Orphan) ? "Orphan" : metadata.Finalizers.Contains(Foreground) ? "Foreground" : "Background";

    private ResourceInfo? StorageOf(StoreKey key) => engine.Core.Registry.FindStored(key.Resource);

    private bool Blocks(StoreKey dependent, string ownerUid) =>
        engine.Core.Store.Get(dependent) is { } stored
        && ObjectViews.Of(stored).Stored.Metadata.OwnerReferences.Any(o => o.Uid == ownerUid && o.BlockOwnerDeletion);

    private OwnerState StateOf(OwnerReference owner, string ns)
    {
        if (ResourceOf(owner) is not { } resource)
        {
            return OwnerState.Unknown;
        }

        if (resource.Namespaced && ns.Length == 0)
        {
            // A cluster-scoped object cannot have an owner in a namespace; Kubernetes leaves it alone.
            return OwnerState.Unknown;
        }

        var stored = engine.Core.Store.Get(EngineCore.KeyOf(resource, ns, owner.Name));
        var found = stored is null ? null : ObjectViews.Of(stored).Stored.Metadata;
        if (found is null || found.Uid != owner.Uid)
        {
            return OwnerState.Dangling;
        }

        return found.DeletionTimestamp is not null && found.Finalizers.Contains(Foreground)
            ? OwnerState.WaitingForDependents
            : OwnerState.Solid;
    }

    private ValueTask<ObjectResult> DeleteAsync(
        ResourceInfo resource, ObjectMetadata metadata, string propagation, CancellationToken cancellationToken) =>
        engine.DeleteAsync(
            new DeleteRequest
            {
                Resource = resource.Reference,
                Namespace = metadata.Namespace,
                Name = metadata.Name,
                PropagationPolicy = propagation,
                PreconditionUid = metadata.Uid,
                PreconditionResourceVersion = metadata.ResourceVersion,
            },
            cancellationToken);

    private ValueTask<ObjectResult> DropOwnersAsync(
        ResourceInfo resource, ObjectMetadata metadata, HashSet<string> uids, CancellationToken cancellationToken)
    {
        var owners = ObjectViews.Of(engine.Core.Store.Get(EngineCore.KeyOf(resource, metadata.Namespace, metadata.Name))!).Stored
            .ToJsonObject().Map("metadata")!.List("ownerReferences")!.OfType<JsonObject>()
            .Where(o => !uids.Contains(o.Text("uid"))).Select(o => o.DeepClone()).ToArray();
        return PatchMetadataAsync(resource, metadata, "ownerReferences", owners.Length > 0 ? new JsonArray(owners) : null, cancellationToken);
    }

    private ValueTask<ObjectResult> DropFinalizerAsync(
        ResourceInfo resource, ObjectMetadata metadata, string finalizer, CancellationToken cancellationToken)
    {
        var left = metadata.Finalizers.Where(f => f != finalizer).Select(f => (JsonNode)f).ToArray();
        return PatchMetadataAsync(resource, metadata, "finalizers", left.Length > 0 ? new JsonArray(left) : null, cancellationToken);
    }

    private ValueTask<ObjectResult> PatchMetadataAsync(
        ResourceInfo resource, ObjectMetadata metadata, string field, JsonNode? value, CancellationToken cancellationToken) =>
        engine.PatchAsync(
            new PatchRequest
            {
                Resource = resource.Reference,
                Namespace = metadata.Namespace,
                Name = metadata.Name,
                PatchType = PatchType.Merge,
                FieldManager = "kube-controller-manager",
                Body = RequestBody.FromNode(new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["uid"] = metadata.Uid, ["resourceVersion"] = metadata.ResourceVersion, [field] = value,
                    },
                }),
            },
            cancellationToken);
}

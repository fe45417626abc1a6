using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Kinds.Core;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Controllers;

/// <summary>Empties namespaces that are being deleted, and lets them go when they are empty.</summary>
internal sealed class NamespaceSweeper(ApiServerEngine engine)
{
    public async ValueTask SweepAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored || !ObjectViews.Of(stored).Stored.IsDeleting)
        {
            return;
        }

        var empty = true;
        foreach (var resource in engine.Core.Registry.Stored.Where(r => r.Namespaced && r.Allows("delete")))
        {
            foreach (var content in engine.Core.Store.List(new StoreQuery(resource.StoreResource, key.Name)).Items)
            {
                if (!ObjectViews.Of(content).Stored.IsDeleting)
                {
                    await DeleteAsync(resource.Reference, content, cancellationToken);
                }

                empty &= engine.Core.Store.Get(content.Key) is null;
            }
        }

        // What finalizers still hold is heard of when it goes.
        if (empty)
        {
            await FinalizeAsync(key.Name, cancellationToken);
        }
    }

    private async ValueTask DeleteAsync(ResourceReference resource, StoredObject content, CancellationToken cancellationToken)
    {
        try
        {
            await engine.DeleteAsync(
                new DeleteRequest
                {
                    Resource = resource,
                    Namespace = content.Key.Namespace,
                    Name = content.Key.Name,
                    PropagationPolicy = "Background",
                    PreconditionUid = ObjectViews.Of(content).Stored.Metadata.Uid,
                },
                cancellationToken);
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            return;
        }
    }

    private async ValueTask FinalizeAsync(string name, CancellationToken cancellationToken)
    {
        var stored = engine.Core.Store.Get(new StoreKey("namespaces", "", name));
        if (stored is null)
        {
            return;
        }

        var ns = ObjectViews.Of(stored).Stored.ToJsonObject();
        var left = ns.Map("spec")?.Texts("finalizers").Where(f => f != NamespaceRules.Finalizer).Select(f => (JsonNode)f).ToArray() ?? [];
        ns.Ensure("spec")["finalizers"] = new JsonArray(left);
        await engine.UpdateAsync(
            new UpdateRequest
            {
                Resource = new ResourceReference("", "v1", "namespaces", "finalize"),
                Name = name,
                Body = RequestBody.FromNode(ns),
                FieldManager = "kube-controller-manager",
            },
            cancellationToken);
    }
}

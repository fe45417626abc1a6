using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Controllers;

/// <summary>Deletes the objects of a CustomResourceDefinition that is being deleted, and then lets the definition go.</summary>
internal sealed class DefinitionSweeper(ApiServerEngine engine)
{
    public async ValueTask SweepAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored || ObjectViews.Of(stored).Stored is not { IsDeleting: true } definition
            || !definition.Metadata.Finalizers.Contains(CustomResourceDefinitionRules.Finalizer))
        {
            return;
        }

        // What is stored as another resource stays with that one's definition.
        if (engine.Core.Registry.FindStored(key.Name) is { StoredAs: null } resource)
        {
            var objects = engine.Core.Store.List(new StoreQuery(resource.StoreResource)).Items;
            foreach (var ns in objects.Where(o => !ObjectViews.Of(o).Stored.IsDeleting).Select(o => o.Key.Namespace).Distinct(StringComparer.Ordinal))
            {
                await engine.DeleteCollectionAsync(
                    new DeleteCollectionRequest { Resource = resource.Reference, Namespace = ns }, cancellationToken);
            }

            if (engine.Core.Store.List(new StoreQuery(resource.StoreResource, Limit: 1)).Items.Count > 0)
            {
                await TellProgressAsync(stored, cancellationToken);
                return;
            }
        }

        var left = definition.Metadata.Finalizers.Where(f => f != CustomResourceDefinitionRules.Finalizer).Select(f => (JsonNode)f).ToArray();
        await engine.PatchAsync(
            new PatchRequest
            {
                // What is wrong with the definition itself must not keep it.
                Resource = new ResourceReference("apiextensions.k8s.io", "v1", "customresourcedefinitions", "status"),
                Name = key.Name,
                PatchType = PatchType.Merge,
                FieldManager = "kube-apiserver",
                Body = RequestBody.FromNode(new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["resourceVersion"] = definition.Metadata.ResourceVersion,
                        ["finalizers"] = left.Length > 0 ? new JsonArray(left) : null,
                    },
                }),
            },
            cancellationToken);
    }

    // Objects that are held by finalizers keep the definition.
    private async ValueTask TellProgressAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        var definition = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        var before = definition["status"]?.DeepClone();
        DefinitionConditions.Set(
            definition, "Terminating", "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress", engine.Core.Now());
        if (!JsonNode.DeepEquals(definition["status"], before))
        {
            await DefinitionStatus.WriteAsync(engine, definition, cancellationToken);
        }
    }
}

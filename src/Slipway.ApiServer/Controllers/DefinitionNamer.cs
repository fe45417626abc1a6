using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Controllers;

/// <summary>Gives a CustomResourceDefinition the names that another one has given up.</summary>
internal sealed class DefinitionNamer(ApiServerEngine engine)
{
    public async ValueTask SettleAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored)
        {
            return;
        }

        var definition = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        var before = definition.Map("status")?.DeepClone();
        engine.Core.CustomResources.Settle(definition);
        if (JsonNode.DeepEquals(definition["status"], before))
        {
            return;
        }

        var status = definition.Map("status")!;
        await engine.PatchAsync(
            new PatchRequest
            {
                Resource = new ResourceReference("apiextensions.k8s.io", "v1", "customresourcedefinitions") { Subresource = "status" },
                Name = key.Name,
                PatchType = PatchType.Merge,
                FieldManager = "kube-apiserver",
                Body = RequestBody.FromNode(new JsonObject
                {
                    ["metadata"] = new JsonObject { ["resourceVersion"] = definition.Map("metadata")!.Text("resourceVersion") },
                    ["status"] = new JsonObject
                    {
                        ["acceptedNames"] = status["acceptedNames"]?.DeepClone(),
                        ["conditions"] = status["conditions"]?.DeepClone(),
                    },
                }),
            },
            cancellationToken);
    }
}

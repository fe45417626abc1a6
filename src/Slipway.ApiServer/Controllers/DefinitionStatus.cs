using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Controllers;

/// <summary>Writes what the server itself finds out about a CustomResourceDefinition.</summary>
internal static class DefinitionStatus
{
    /// <summary>Writes names and conditions, unless the definition has changed meanwhile.</summary>
    public static async ValueTask WriteAsync(ApiServerEngine engine, JsonObject definition, CancellationToken cancellationToken)
    {
        var (metadata, status) = (definition.Map("metadata")!, definition.Map("status")!);
        await engine.PatchAsync(
            new PatchRequest
            {
                Resource = new ResourceReference("apiextensions.k8s.io", "v1", "customresourcedefinitions") { Subresource = "status" },
                Name = metadata.Text("name"),
                PatchType = PatchType.Merge,
                FieldManager = "kube-apiserver",
                Body = RequestBody.FromNode(new JsonObject
                {
                    ["metadata"] = new JsonObject { ["resourceVersion"] = metadata.Text("resourceVersion") },
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

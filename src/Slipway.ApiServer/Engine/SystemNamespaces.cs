using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Engine;

/// <summary>The namespaces that every cluster has.</summary>
internal static class SystemNamespaces
{
    private static readonly string[] Names = ["default", "kube-node-lease", "kube-public", "kube-system"];

    public static async ValueTask EnsureAsync(ApiServerEngine engine, CancellationToken cancellationToken)
    {
        foreach (var name in Names)
        {
            if (engine.Core.Store.Get(new StoreKey("namespaces", "", name)) is not null)
            {
                continue;
            }

            try
            {
                await engine.CreateAsync(
                    new CreateRequest
                    {
                        Resource = new ResourceReference("", "v1", "namespaces"),
                        Body = RequestBody.FromNode(new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }),
                        FieldManager = "kube-apiserver",
                    },
                    cancellationToken);
            }
            catch (KubeApiException e) when (e.IsAlreadyExists)
            {
                continue;
            }
        }
    }
}

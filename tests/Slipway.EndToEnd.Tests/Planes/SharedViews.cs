using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Api;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>What controllers read of a cache, they share: none may change it.</summary>
internal static class SharedViews
{
    /// <summary>Compares what the controllers share with the objects that it was read from.</summary>
    public static async Task AssertUnchangedAsync(ObjectCache cache)
    {
        await CheckAsync(cache, CoreTypes.Cluster);
        await CheckAsync(cache, CoreTypes.Machine);
        await CheckAsync(cache, CoreTypes.MachineSet);
        await CheckAsync(cache, CoreTypes.MachineDeployment);
        await CheckAsync(cache, CoreTypes.MachinePool);
        await CheckAsync(cache, CoreTypes.MachineHealthCheck);
        await CheckAsync(cache, AddonsTypes.ClusterResourceSetBinding);
        await CheckAsync(cache, BuiltInTypes.Secret);
        await CheckAsync(cache, DevTypes.DevCluster);
        await CheckAsync(cache, DevTypes.DevMachine);
        await CheckAsync(cache, KubeadmTypes.KubeadmControlPlane);
        await CheckAsync(cache, KubeadmTypes.KubeadmConfig);
    }

    private static async Task CheckAsync<T>(ObjectCache cache, ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!cache.HasSynced(type))
        {
            return;
        }

        foreach (var obj in await cache.ListAsync(type, ns: null, filter: null, CancellationToken.None))
        {
            var (shared, read) = (KubeJson.ToJsonObject(obj.View(type.Json), type.Json), KubeJson.ToJsonObject(obj.To(type.Json), type.Json));
            Assert.True(JsonNode.DeepEquals(shared, read), $"a controller has changed the shared view of {obj}: {shared.ToJsonString()}");
        }
    }
}

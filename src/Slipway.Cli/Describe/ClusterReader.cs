using System.Globalization;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Describe;

/// <summary>Reads the objects of one cluster, from a server or from what watches have told.</summary>
internal static class ClusterReader
{
    /// <summary>The kinds that a tree is made of.</summary>
    public static IReadOnlyList<ResourceType> Types { get; } =
    [
        CoreTypes.Cluster, KubeadmTypes.KubeadmControlPlane, CoreTypes.MachineDeployment, CoreTypes.Machine,
    ];

    /// <summary>Asks the server.</summary>
    /// <returns>The objects; null when there is no such cluster.</returns>
    public static Task<ClusterObjects?> ReadAsync(IKubeClient client, ObjectKey key, TreeOptions options, CancellationToken cancellationToken) => ReadAsync(
        key,
        options,
        async (type, selector) => (await client.ListAsync(type, key.Namespace, new ListOptions { LabelSelector = selector }, cancellationToken)).Items,
        (type, name) => client.FindAsync(type, key with { Name = name }, cancellationToken));

    /// <summary>Asks the cache.</summary>
    /// <returns>The objects; null when there is no such cluster.</returns>
    public static Task<ClusterObjects?> ReadAsync(ObjectCache cache, ObjectKey key, TreeOptions options, CancellationToken cancellationToken) => ReadAsync(
        key,
        options,
        async (type, _) => await cache.ListByIndexAsync(type, ObjectIndexes.Cluster, key.ToString(), cancellationToken),
        async (type, name) => await cache.GetAsync(type, key with { Name = name }, cancellationToken) switch
        {
            Observed<KubeObject>.Unknown failed => throw new CliException(ExitCodes.NoPlane, failed.Message),
            var seen => seen.ValueOrNull,
        });

    private static async Task<ClusterObjects?> ReadAsync(
        ObjectKey key,
        TreeOptions options,
        Func<ResourceType, string, Task<IReadOnlyList<KubeObject>>> list,
        Func<ResourceType, string, Task<KubeObject?>> find)
    {
        var selector = $"{ClusterLabels.ClusterName}={key.Name}";
        var deployments = ListAsync(CoreTypes.MachineDeployment);
        var machines = ListAsync(CoreTypes.Machine);
        if (await find(CoreTypes.Cluster, key.Name) is not { } cluster)
        {
            return null;
        }

        var typed = cluster.To(CoreTypes.Cluster.Json);
        var reference = typed.Spec?.ControlPlaneRef;
        var controlPlane = reference is { Kind: "KubeadmControlPlane", Name: { } name }
            ? await find(KubeadmTypes.KubeadmControlPlane, name)
            : null;
        var ofProviders = new Dictionary<(string Kind, string Name), IReadOnlyList<Condition>>();
        foreach (var type in ProviderTypes(typed, await machines, options))
        {
            foreach (var obj in await list(type, selector))
            {
                ofProviders[(type.Kind.Kind, obj.Key.Name)] = ConditionsOf(obj);
            }
        }

        return new ClusterObjects(
            typed,
            controlPlane?.To(KubeadmTypes.KubeadmControlPlane.Json),
            await deployments,
            await machines)
        {
            Sets = options.MachineSets ? await ListAsync(CoreTypes.MachineSet) : [],
            OfProviders = ofProviders,
        };

        async Task<IReadOnlyList<T>> ListAsync<T>(ResourceType<T> type)
            where T : class, IKubernetesObject<V1ObjectMeta> =>
            [.. (await list(type, selector)).Select(o => o.To(type.Json)).OrderBy(o => o.Metadata.Name, StringComparer.Ordinal)];
    }

    // Kinds of other makers' providers are shown by name alone: what they are served as is not known here.
    private static IEnumerable<ResourceType> ProviderTypes(Cluster cluster, IReadOnlyList<Machine> machines, TreeOptions options)
    {
        ContractVersionedObjectReference?[] references =
        [
            options.Shows(cluster.Spec?.InfrastructureRef?.Kind ?? "") ? cluster.Spec?.InfrastructureRef : null,
            .. options.Echo ? machines.SelectMany(m => (ContractVersionedObjectReference?[])[m.Spec?.InfrastructureRef, m.Spec?.Bootstrap?.ConfigRef]) : [],
        ];
        return ApiTypes.All.Select(t => t.Resource)
            .Where(t => Array.Exists(references, r => r is not null && r.Kind == t.Kind.Kind && r.ApiGroup == t.Kind.Group));
    }

    private static IReadOnlyList<Condition> ConditionsOf(KubeObject obj) =>
    [
        .. (obj.ToJsonObject()["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>().Select(c => new Condition
        {
            Type = (string?)c["type"],
            Status = (string?)c["status"],
            Reason = (string?)c["reason"],
            Message = (string?)c["message"],
            LastTransitionTime = DateTime.TryParse(
                (string?)c["lastTransitionTime"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null,
        }),
    ];
}

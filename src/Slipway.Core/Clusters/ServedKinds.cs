using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>
/// The kinds that workload clusters serve, asked for by group and version when a kind of it is first wanted, and kept for as long as the
/// connection stands. A kind that is not among those known is asked for again: its definition may have come since.
/// </summary>
internal sealed class ServedKinds
{
    private readonly ConditionalWeakTable<IWorkloadCluster, ConcurrentDictionary<string, FrozenDictionary<string, ResourceType>>> _known = [];

    /// <summary>Where objects of a kind live; null when the cluster does not serve it.</summary>
    public async ValueTask<ResourceType?> FindAsync(IWorkloadCluster cluster, GroupVersionKind kind, CancellationToken cancellationToken)
    {
        var known = _known.GetValue(cluster, static _ => new());
        if (known.GetValueOrDefault(kind.ApiVersion)?.GetValueOrDefault(kind.Kind) is { } type)
        {
            return type;
        }

        if (!IsPathSegment(kind.Group) || !IsPathSegment(kind.Version) || await ReadAsync(cluster, kind, cancellationToken) is not { } read)
        {
            return null;
        }

        known[kind.ApiVersion] = read;
        return read.GetValueOrDefault(kind.Kind);
    }

    /// <summary>What was known of a kind turned out to be wrong.</summary>
    public void Forget(IWorkloadCluster cluster, GroupVersionKind kind)
    {
        if (_known.TryGetValue(cluster, out var known))
        {
            known.TryRemove(kind.ApiVersion, out _);
        }
    }

    private static async ValueTask<FrozenDictionary<string, ResourceType>?> ReadAsync(
        IWorkloadCluster cluster, GroupVersionKind kind, CancellationToken cancellationToken)
    {
        var path = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        try
        {
            var list = JsonNode.Parse(await cluster.Client.GetRawAsync(path, cancellationToken), documentOptions: KubeJson.DocumentOptions);
            var resources = list?["resources"] as JsonArray ?? [];
            return resources.OfType<JsonObject>().Select(r => TypeOf(kind, r)).OfType<ResourceType>()
                .DistinctBy(r => r.Kind.Kind)
                .ToFrozenDictionary(r => r.Kind.Kind, StringComparer.Ordinal);
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The kind of a resource; null for a subresource.</summary>
    private static ResourceType? TypeOf(GroupVersionKind of, JsonObject resource) =>
        (string?)resource["name"] is { } name && !name.Contains('/', StringComparison.Ordinal) && (string?)resource["kind"] is { } kind
            ? new ResourceType(of with { Kind = kind }, name, (bool?)resource["namespaced"] ?? false)
            : null;

    // Manifests are anybody's text: nothing of it may lead to another path.
    private static bool IsPathSegment(string text) => text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}

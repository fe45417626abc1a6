using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>
/// Reads of objects that watches keep up to date. The first read of a kind starts its watch and waits for the first list.
/// </summary>
public interface IObjectReader
{
    /// <summary>Reads one object; Unknown when the kind cannot be listed.</summary>
    ValueTask<Observed<KubeObject>> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Objects of a namespace (all when null) that the filter takes (all when null).</summary>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The kind cannot be listed.</exception>
    ValueTask<IReadOnlyList<KubeObject>> ListAsync(
        ResourceType type, string? ns, Func<KubeObject, bool>? filter, CancellationToken cancellationToken);

    /// <summary>Objects that an index holds under a value, such as <see cref="ObjectIndexes.Owner"/>.</summary>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The kind cannot be listed.</exception>
    ValueTask<IReadOnlyList<KubeObject>> ListByIndexAsync(
        ResourceType type, string index, string value, CancellationToken cancellationToken);
}

using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Clusterctl.V1Alpha3;

/// <summary>Which of a provider's releases speak which contract. Read from a release's files, hardly ever stored.</summary>
[Resource("clusterctl.cluster.x-k8s.io", "v1alpha3", "metadata", Kind = "Metadata", Category = null, Inventory = true)]
public sealed class ReleaseMetadata : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "clusterctl.cluster.x-k8s.io/v1alpha3";

    /// <inheritdoc/>
    public string Kind { get; set; } = "Metadata";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Minor releases and their contracts.</summary>
    public List<ReleaseSeries>? ReleaseSeries { get; set; }
}

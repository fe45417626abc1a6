using k8s;
using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Clusterctl.V1Alpha3;

/// <summary>A provider that clusterctl installed: one entry of its inventory.</summary>
[Resource("clusterctl.cluster.x-k8s.io", "v1alpha3", "providers", Inventory = true)]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Type", "string", ".type")]
[PrinterColumn("Provider", "string", ".providerName")]
[PrinterColumn("Version", "string", ".version")]
public sealed class Provider : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "clusterctl.cluster.x-k8s.io/v1alpha3";

    /// <inheritdoc/>
    public string Kind { get; set; } = "Provider";

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Name of the provider, such as <c>aws</c>.</summary>
    public string? ProviderName { get; set; }

    /// <summary>What it provides, such as <c>InfrastructureProvider</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Version of its components, such as <c>v1.14.0</c>.</summary>
    public string? Version { get; set; }

    /// <summary>The one namespace that it looks at; unset or empty: all.</summary>
    public string? WatchedNamespace { get; set; }
}

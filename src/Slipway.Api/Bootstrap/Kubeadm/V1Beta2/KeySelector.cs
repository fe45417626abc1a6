using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A key of a ConfigMap or Secret.</summary>
[MapAtomic]
public sealed class KeySelector
{
    /// <summary>The key.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Name of the ConfigMap or Secret.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>Whether it may be missing.</summary>
    public bool? Optional { get; set; }
}

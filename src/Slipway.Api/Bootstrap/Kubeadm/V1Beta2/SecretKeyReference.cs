using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A key of a Secret in the same namespace.</summary>
public sealed class SecretKeyReference
{
    /// <summary>The key.</summary>
    [Required, Length(1, 256)]
    public string? Key { get; set; }

    /// <summary>Name of the Secret.</summary>
    [Required, Length(1, 253)]
    public string? Name { get; set; }
}

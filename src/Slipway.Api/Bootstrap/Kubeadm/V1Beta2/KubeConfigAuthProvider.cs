using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A named authentication provider.</summary>
public sealed class KubeConfigAuthProvider
{
    /// <summary>Its settings.</summary>
    public Dictionary<string, string>? Config { get; set; }

    /// <summary>Its name.</summary>
    [Required, Length(1, 256)]
    public string? Name { get; set; }
}

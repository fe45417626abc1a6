using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Source of content kept out of the object.</summary>
public sealed class ContentSource
{
    /// <summary>A Secret in the same namespace.</summary>
    [Required]
    public SecretKeyReference? Secret { get; set; }
}

using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Image of the cluster's DNS add-on.</summary>
[MinProperties(1)]
public sealed class Dns
{
    /// <summary>Registry and path of the image. Unset: as the control plane's.</summary>
    [Length(1, 512)]
    public string? ImageRepository { get; set; }

    /// <summary>Tag of the image. Unset: kubeadm's default.</summary>
    [Length(1, 256)]
    public string? ImageTag { get; set; }
}

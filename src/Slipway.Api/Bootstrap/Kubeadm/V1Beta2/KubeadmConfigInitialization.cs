using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Milestones of a KubeadmConfig. None ever goes back to false.</summary>
[MinProperties(1)]
public sealed class KubeadmConfigInitialization
{
    /// <summary>The Secret with the boot data is there.</summary>
    public bool? DataSecretCreated { get; set; }
}

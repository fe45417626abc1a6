using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>How old control plane Machines give way to new ones.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneRolloutStrategy
{
    /// <summary>Limits of a rolling update.</summary>
    public KubeadmControlPlaneRollingUpdate? RollingUpdate { get; set; }

    /// <summary>The only strategy is RollingUpdate, the default.</summary>
    [Required, Enum(RolloutStrategyType.RollingUpdate)]
    public string? Type { get; set; }
}

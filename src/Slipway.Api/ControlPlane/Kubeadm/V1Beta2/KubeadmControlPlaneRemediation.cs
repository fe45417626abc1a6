using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Limits on replacing unhealthy control plane Machines.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneRemediation
{
    /// <summary>Attempts for one Machine before giving up. Unset: no limit.</summary>
    public int? MaxRetry { get; set; }

    /// <summary>Seconds of health after which a new failure counts as a first attempt. Default 3600.</summary>
    [Bounds(0)]
    public int? MinHealthyPeriodSeconds { get; set; }

    /// <summary>Seconds to wait between attempts. Default 0.</summary>
    [Bounds(0)]
    public int? RetryPeriodSeconds { get; set; }
}

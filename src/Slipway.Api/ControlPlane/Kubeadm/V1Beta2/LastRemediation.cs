using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>A replacement of an unhealthy control plane Machine.</summary>
public sealed class LastRemediation
{
    /// <summary>Name of the Machine that was replaced.</summary>
    [Required, Length(1, 253)]
    public string? Machine { get; set; }

    /// <summary>Attempts before this one for the same failure.</summary>
    [Required, Bounds(0)]
    public int? RetryCount { get; set; }

    /// <summary>When it was replaced.</summary>
    [Required]
    public DateTime? Time { get; set; }
}

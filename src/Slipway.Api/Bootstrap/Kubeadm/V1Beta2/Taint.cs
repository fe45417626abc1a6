using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A Node's taint, in the form of core/v1.</summary>
public sealed class Taint
{
    /// <summary>What happens to Pods that do not tolerate it.</summary>
    [Required]
    public string? Effect { get; set; }

    /// <summary>Key of the taint.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>When it was added.</summary>
    public DateTime? TimeAdded { get; set; }

    /// <summary>Value of the taint.</summary>
    public string? Value { get; set; }
}

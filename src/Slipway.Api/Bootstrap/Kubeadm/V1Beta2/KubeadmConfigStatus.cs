using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>What was observed of a KubeadmConfig.</summary>
[MinProperties(1)]
public sealed class KubeadmConfigStatus
{
    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Secret that holds the boot data.</summary>
    [Length(1, 253)]
    public string? DataSecretName { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public KubeadmConfigDeprecatedStatus? Deprecated { get; set; }

    /// <summary>Milestones; none ever goes back to false.</summary>
    public KubeadmConfigInitialization? Initialization { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }
}

using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>KubeadmControlPlane status in the terms of v1beta1.</summary>
public sealed class KubeadmControlPlaneDeprecatedV1Beta1Status
{
    /// <summary>Observations about the object, one a type.</summary>
    public List<DeprecatedCondition>? Conditions { get; set; }

    /// <summary>For a person: why it failed for good.</summary>
    [Length(1, 10240)]
    public string? FailureMessage { get; set; }

    /// <summary>One word why it failed for good.</summary>
    public string? FailureReason { get; set; }

    /// <summary>Machines with a ready Node, as v1beta1 counted.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>Machines missing to full availability.</summary>
    public int? UnavailableReplicas { get; set; }

    /// <summary>Machines that fit the spec.</summary>
    public int? UpdatedReplicas { get; set; }
}

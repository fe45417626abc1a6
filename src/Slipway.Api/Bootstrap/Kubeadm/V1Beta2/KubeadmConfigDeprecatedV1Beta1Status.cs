using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>KubeadmConfig status in the terms of v1beta1.</summary>
public sealed class KubeadmConfigDeprecatedV1Beta1Status
{
    /// <summary>Observations about the object, one a type.</summary>
    public List<DeprecatedCondition>? Conditions { get; set; }

    /// <summary>For a person: why it failed for good.</summary>
    [Length(1, 10240)]
    public string? FailureMessage { get; set; }

    /// <summary>One word why it failed for good.</summary>
    [Length(1, 256)]
    public string? FailureReason { get; set; }
}

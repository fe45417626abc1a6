using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>MachinePool status in the terms of v1beta1.</summary>
public sealed class MachinePoolDeprecatedV1Beta1Status
{
    /// <summary>Machines available, as v1beta1 counted.</summary>
    public int? AvailableReplicas { get; set; }

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
}

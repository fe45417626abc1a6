using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Brake on remediation while much is unhealthy at once.</summary>
[MinProperties(1)]
public sealed class RemediationTrigger
{
    /// <summary>
    /// Remediate while the number of unhealthy Machines lies in this range, written <c>[low-high]</c>; wins over the other
    /// limit.
    /// </summary>
    [Length(1, 32), Pattern(Patterns.Range)]
    public string? UnhealthyInRange { get; set; }

    /// <summary>Remediate while at most this number or percentage of Machines is unhealthy. Default 100%.</summary>
    public IntOrString? UnhealthyLessThanOrEqualTo { get; set; }
}

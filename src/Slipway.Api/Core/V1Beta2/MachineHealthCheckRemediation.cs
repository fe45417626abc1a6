using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is done about an unhealthy Machine.</summary>
[MinProperties(1)]
public sealed class MachineHealthCheckRemediation
{
    /// <summary>Template of a remediation object when someone else remediates. Unset: the owner replaces the Machine.</summary>
    public RemediationTemplateReference? TemplateRef { get; set; }

    /// <summary>When remediation is allowed at all.</summary>
    public RemediationTrigger? TriggerIf { get; set; }
}

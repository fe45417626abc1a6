using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is done about an unhealthy worker Machine.</summary>
[MinProperties(1)]
public sealed class MachineDeploymentTopologyRemediation
{
    /// <summary>Number or percentage of Machines that may be under remediation at once. Unset: no limit.</summary>
    public IntOrString? MaxInFlight { get; set; }

    /// <summary>Template of a remediation object when someone else remediates. Unset: the owner replaces the Machine.</summary>
    public RemediationTemplateReference? TemplateRef { get; set; }

    /// <summary>When remediation is allowed at all.</summary>
    public RemediationTrigger? TriggerIf { get; set; }
}

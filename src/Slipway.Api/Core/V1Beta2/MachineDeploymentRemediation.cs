using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Limits on replacing unhealthy Machines.</summary>
[MinProperties(1)]
public sealed class MachineDeploymentRemediation
{
    /// <summary>Number or percentage of Machines that may be under remediation at once. Unset: no limit.</summary>
    public IntOrString? MaxInFlight { get; set; }
}

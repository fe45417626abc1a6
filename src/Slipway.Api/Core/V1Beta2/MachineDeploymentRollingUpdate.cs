using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Limits of a rolling update. Not both may be zero.</summary>
[MinProperties(1)]
public sealed class MachineDeploymentRollingUpdate
{
    /// <summary>Number or percentage (rounded up) of Machines above the wanted replicas. Default 1.</summary>
    public IntOrString? MaxSurge { get; set; }

    /// <summary>Number or percentage (rounded down) of Machines that may be unavailable. Default 0.</summary>
    public IntOrString? MaxUnavailable { get; set; }
}

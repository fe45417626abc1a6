using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>The worker machines of a managed topology.</summary>
[MinProperties(1)]
public sealed class WorkersTopology
{
    /// <summary>Groups of workers run as MachineDeployments.</summary>
    [Items(1, 2000), ListMap("name")]
    public List<MachineDeploymentTopology>? MachineDeployments { get; set; }

    /// <summary>Groups of workers run as MachinePools.</summary>
    [Items(1, 2000), ListMap("name")]
    public List<MachinePoolTopology>? MachinePools { get; set; }
}

using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Milestones of the first provisioning of a Machine, or of a MachinePool. None ever goes back to false.</summary>
[MinProperties(1)]
public sealed class MachineInitialization
{
    /// <summary>The boot data is ready.</summary>
    public bool? BootstrapDataSecretCreated { get; set; }

    /// <summary>The infrastructure object says it is provisioned.</summary>
    public bool? InfrastructureProvisioned { get; set; }
}

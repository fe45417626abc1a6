namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What is wanted of the pool.</summary>
public sealed class DevMachinePoolSpec
{
    /// <summary>What stands behind its machines.</summary>
    public DevMachinePoolBackend? Backend { get; set; }

    /// <summary>The pool's own identifier; set by the controller.</summary>
    public string? ProviderID { get; set; }

    /// <summary>The machines' identifiers, equal to the Nodes'; set by the controller.</summary>
    public List<string>? ProviderIDList { get; set; }
}

using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>One machine of a pool.</summary>
public sealed class DevMachinePoolInstance
{
    /// <summary>Its addresses.</summary>
    public List<MachineAddress>? Addresses { get; set; }

    /// <summary>Its name.</summary>
    public string? InstanceName { get; set; }

    /// <summary>Its identifier, equal to the Node's.</summary>
    public string? ProviderID { get; set; }

    /// <summary>Whether it is ready.</summary>
    public bool? Ready { get; set; }

    /// <summary>Kubernetes version that it runs.</summary>
    public string? Version { get; set; }
}

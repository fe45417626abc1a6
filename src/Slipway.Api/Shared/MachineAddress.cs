using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>An address of a machine.</summary>
public sealed class MachineAddress
{
    /// <summary>IP address or DNS name.</summary>
    [Required, Length(1, 256)]
    public string? Address { get; set; }

    /// <summary>Kind of address.</summary>
    [Required]
    [Enum(
        MachineAddressType.Hostname, MachineAddressType.ExternalIP, MachineAddressType.InternalIP,
        MachineAddressType.ExternalDNS, MachineAddressType.InternalDNS)]
    public string? Type { get; set; }
}

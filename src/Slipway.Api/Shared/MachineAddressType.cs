namespace Slipway.Api.Shared;

/// <summary>Kind of a machine's address.</summary>
public static class MachineAddressType
{
    /// <summary>Host name.</summary>
    public const string Hostname = "Hostname";

    /// <summary>IP address reachable from outside.</summary>
    public const string ExternalIP = "ExternalIP";

    /// <summary>IP address inside the network.</summary>
    public const string InternalIP = "InternalIP";

    /// <summary>DNS name that resolves to an external address.</summary>
    public const string ExternalDNS = "ExternalDNS";

    /// <summary>DNS name that resolves to an internal address.</summary>
    public const string InternalDNS = "InternalDNS";
}

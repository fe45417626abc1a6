using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>Host and port at which an API server answers.</summary>
[MinProperties(1)]
public sealed class ApiEndpoint
{
    /// <summary>DNS name or IP address.</summary>
    [Length(1, 512)]
    public string? Host { get; set; }

    /// <summary>TCP port.</summary>
    [Bounds(1, 65535)]
    public int? Port { get; set; }
}

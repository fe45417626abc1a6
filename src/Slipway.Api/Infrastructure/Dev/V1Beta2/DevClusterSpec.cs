using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What is wanted of the infrastructure.</summary>
public sealed class DevClusterSpec
{
    /// <summary>What stands behind it.</summary>
    [Required]
    public DevClusterBackend? Backend { get; set; }

    /// <summary>Where clients reach the API server; set by the controller.</summary>
    public ApiEndpoint? ControlPlaneEndpoint { get; set; }
}

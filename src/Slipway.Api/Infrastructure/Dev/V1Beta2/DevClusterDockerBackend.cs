using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A cluster of containers.</summary>
public sealed class DevClusterDockerBackend
{
    /// <summary>Failure domains to pretend.</summary>
    [Items(1, 100), ListMap("name")]
    public List<FailureDomain>? FailureDomains { get; set; }

    /// <summary>The container in front of the API servers.</summary>
    public DockerLoadBalancer? LoadBalancer { get; set; }
}

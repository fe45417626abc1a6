namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>The load balancer container.</summary>
public sealed class DockerLoadBalancer
{
    /// <summary>ConfigMap, key <c>value</c>, with a template of its configuration.</summary>
    public LocalObjectReference? CustomHAProxyConfigTemplateRef { get; set; }

    /// <summary>Registry and path of its image.</summary>
    public string? ImageRepository { get; set; }

    /// <summary>Tag of its image.</summary>
    public string? ImageTag { get; set; }
}

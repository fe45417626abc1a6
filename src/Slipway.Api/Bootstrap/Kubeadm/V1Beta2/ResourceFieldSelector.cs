using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A resource request or limit of a container.</summary>
[MapAtomic]
public sealed class ResourceFieldSelector
{
    /// <summary>Container; needed for volumes, optional for environment variables.</summary>
    public string? ContainerName { get; set; }

    /// <summary>Unit in which the value is written, a quantity. Default 1.</summary>
    [Pattern(Patterns.Quantity)]
    public IntOrString? Divisor { get; set; }

    /// <summary>The resource, as <c>limits.cpu</c>.</summary>
    [Required]
    public string? Resource { get; set; }
}

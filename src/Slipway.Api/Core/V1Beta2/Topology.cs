using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>The wanted shape of a cluster that a ClusterClass manages.</summary>
public sealed class Topology
{
    /// <summary>The ClusterClass that says how this shape is built.</summary>
    [Required]
    public ClusterClassReference? ClassRef { get; set; }

    /// <summary>The control plane.</summary>
    public ControlPlaneTopology? ControlPlane { get; set; }

    /// <summary>Values for the variables that the class declares.</summary>
    [Items(1, 1000), ListMap("name")]
    public List<ClusterVariable>? Variables { get; set; }

    /// <summary>Kubernetes version of control plane and workers, with leading <c>v</c>.</summary>
    [Required, Length(1, 256)]
    public string? Version { get; set; }

    /// <summary>The worker machines.</summary>
    public WorkersTopology? Workers { get; set; }
}

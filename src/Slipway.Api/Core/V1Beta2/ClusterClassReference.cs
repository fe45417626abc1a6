using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reference to a ClusterClass.</summary>
public sealed class ClusterClassReference
{
    /// <summary>Name of the ClusterClass.</summary>
    [Required, Length(1, 253), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }

    /// <summary>Namespace of the ClusterClass. Unset: the Cluster's own.</summary>
    [Length(1, 63), Pattern(Patterns.DnsLabel)]
    public string? Namespace { get; set; }
}

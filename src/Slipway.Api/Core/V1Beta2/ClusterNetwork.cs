using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Address ranges and names used inside a workload cluster.</summary>
[MinProperties(1)]
public sealed class ClusterNetwork
{
    /// <summary>TCP port the API server listens on. Unset: 6443.</summary>
    [Bounds(1, 65535)]
    public int? ApiServerPort { get; set; }

    /// <summary>Ranges from which Pods take their addresses.</summary>
    public NetworkRanges? Pods { get; set; }

    /// <summary>DNS domain of Services. Unset: <c>cluster.local</c>.</summary>
    [Length(1, 253)]
    public string? ServiceDomain { get; set; }

    /// <summary>Ranges from which Services take their virtual addresses.</summary>
    public NetworkRanges? Services { get; set; }
}

using Slipway.Core.Clusters;
using Slipway.Core.Machines;

namespace Slipway.Core;

/// <summary>How the core controllers behave.</summary>
public sealed record CoreOptions
{
    /// <summary>The Cluster controller.</summary>
    public ClusterOptions Clusters { get; init; } = new();

    /// <summary>The Machine controller.</summary>
    public MachineOptions Machines { get; init; } = new();
}

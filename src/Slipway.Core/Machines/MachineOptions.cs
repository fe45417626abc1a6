using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Core.Machines;

/// <summary>How the Machine controller behaves.</summary>
public sealed record MachineOptions
{
    /// <summary>
    /// How long a workload cluster may be out of reach before what was last known of a Node counts no more. Default 5 minutes.
    /// </summary>
    public TimeSpan RemoteConditionsGracePeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a drain looks again at the pods that are left. Default 2 seconds.</summary>
    public TimeSpan DrainRecheck { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether Nodes get the taints of their Machines' <c>spec.taints</c>: upstream's feature gate MachineTaintPropagation.
    /// Default false.</summary>
    public bool TaintPropagation { get; init; }

    /// <summary>Which labels of Machines their Nodes get beside those that always follow, by a part of their keys. Default none.</summary>
    public ImmutableArray<Regex> AdditionalNodeLabels { get; init; } = [];

    /// <summary>Which annotations of Machines their Nodes get beside those that always follow, by a part of their keys. Default
    /// none.</summary>
    public ImmutableArray<Regex> AdditionalNodeAnnotations { get; init; } = [];
}

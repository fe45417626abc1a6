using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Machines, by their labels and those of their Cluster; both must fit.</summary>
[MinProperties(1)]
public sealed class MachineDrainRuleMachineSelector
{
    /// <summary>Labels of the Machines' Cluster. Unset or empty: any.</summary>
    public V1LabelSelector? ClusterSelector { get; set; }

    /// <summary>Labels of the Machines. Unset or empty: any.</summary>
    public V1LabelSelector? Selector { get; set; }
}

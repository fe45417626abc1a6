using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Pods, by their labels and those of their namespace; both must fit.</summary>
[MinProperties(1)]
public sealed class MachineDrainRulePodSelector
{
    /// <summary>Labels of the Pods' namespace. Unset or empty: any.</summary>
    public V1LabelSelector? NamespaceSelector { get; set; }

    /// <summary>Labels of the Pods. Unset or empty: any.</summary>
    public V1LabelSelector? Selector { get; set; }
}

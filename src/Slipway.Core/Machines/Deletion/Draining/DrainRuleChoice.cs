using Slipway.Kubernetes.Selectors;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>Pods by their labels and those of their namespace; both must fit.</summary>
internal sealed record DrainRuleChoice(LabelSelector Pods, LabelSelector Namespaces);

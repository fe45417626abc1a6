using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>A MachineDrainRule that is about the Machine, ready to be asked about pods.</summary>
/// <param name="Behavior">What it wants of the pods that it is about.</param>
/// <param name="Order">Their order.</param>
/// <param name="Choices">Pods and their namespaces: one of the pairs must fit. Empty: all pods.</param>
internal sealed record DrainRule(DrainBehavior Behavior, int Order, ImmutableArray<DrainRuleChoice> Choices)
{
    public bool AsksForNamespace => Choices.Any(c => !c.Namespaces.IsEmpty);

    public bool IsAbout(KubeObject pod, IReadOnlyDictionary<string, string> namespaceLabels) =>
        Choices.IsEmpty || Choices.Any(c => c.Pods.Matches(pod.Metadata.Labels) && c.Namespaces.Matches(namespaceLabels));

    /// <summary>The rules that are about a Machine, by name: the first that is about a pod decides.</summary>
    /// <exception cref="SelectorParseException">A selector is not valid; the message says which rule's.</exception>
    public static ImmutableArray<DrainRule> Matching(IEnumerable<MachineDrainRule> rules, Machine machine, Cluster cluster) =>
        [.. rules.Where(r => IsAbout(r, machine, cluster)).OrderBy(r => r.Metadata.Name, StringComparer.Ordinal).Select(Of)];

    private static bool IsAbout(MachineDrainRule rule, Machine machine, Cluster cluster) =>
        rule.Spec?.Machines is not { Count: > 0 } machines
        || machines.Any(m =>
            Selector(rule, m.Selector).Matches(machine.Metadata.Labels?.AsReadOnly())
            && Selector(rule, m.ClusterSelector).Matches(cluster.Metadata.Labels?.AsReadOnly()));

    private static DrainRule Of(MachineDrainRule rule)
    {
        var behavior = rule.Spec!.Drain!.Behavior switch
        {
            MachineDrainRuleBehavior.Drain => DrainBehavior.Drain,
            MachineDrainRuleBehavior.Skip => DrainBehavior.Skip,
            MachineDrainRuleBehavior.WaitCompleted => DrainBehavior.WaitCompleted,
            var other => throw new SelectorParseException(
                $"MachineDrainRule \"{rule.Metadata.Name}\" has unknown spec.drain.behavior: \"{other}\""),
        };
        return new DrainRule(
            behavior,
            behavior == DrainBehavior.Drain ? rule.Spec.Drain.Order ?? 0 : 0,
            [.. (rule.Spec.Pods ?? []).Select(p => new DrainRuleChoice(Selector(rule, p.Selector), Selector(rule, p.NamespaceSelector)))]);
    }

    private static LabelSelector Selector(MachineDrainRule rule, k8s.Models.V1LabelSelector? selector)
    {
        try
        {
            return Selectors.OrEverything(selector);
        }
        catch (Exception e) when (e is SelectorParseException or ArgumentException)
        {
            throw new SelectorParseException($"invalid selectors in MachineDrainRule {rule.Metadata.Name}: {e.Message}");
        }
    }
}

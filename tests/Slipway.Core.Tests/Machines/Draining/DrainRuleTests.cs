using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Core.Machines.Deletion.Draining;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Core.Tests.Machines.Draining;

public sealed class DrainRuleTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("cluster.x-k8s.io/set-name=s", null, true)]
    [InlineData("cluster.x-k8s.io/set-name=t", null, false)]
    [InlineData(null, "env=prod", true)]
    [InlineData(null, "env=test", false)]
    [InlineData("cluster.x-k8s.io/set-name=s", "env=test", false)]
    public void Matching_BothSelectorsMustFit(string? machines, string? clusters, bool expected)
    {
        var rule = Rule("r", new MachineDrainRuleMachineSelector { Selector = Selector(machines), ClusterSelector = Selector(clusters) });

        Assert.Equal(expected, !Matching(rule).IsEmpty);
    }

    [Fact]
    public void Matching_OfSeveralEntries_OneMustFit() => Assert.Single(Matching(Rule(
        "r",
        new MachineDrainRuleMachineSelector { Selector = Selector("cluster.x-k8s.io/set-name=t") },
        new MachineDrainRuleMachineSelector { ClusterSelector = Selector("env=prod") })));

    [Fact]
    public void Matching_SortsByName()
    {
        var last = Rule("b");
        last.Spec!.Drain!.Order = 2;
        var first = Rule("a");
        first.Spec!.Drain!.Order = 1;

        Assert.Equal([1, 2], Matching(last, first).Select(r => r.Order));
    }

    [Fact]
    public void Matching_InvalidSelector_NamesTheRule()
    {
        var rule = Rule("broken", new MachineDrainRuleMachineSelector { Selector = Selector("a_b/c/d=x") });

        Assert.Contains("MachineDrainRule broken", Assert.Throws<SelectorParseException>(() => Matching(rule)).Message, StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableArray<DrainRule> Matching(params MachineDrainRule[] rules)
    {
        var cluster = MachineScopes.Cluster();
        cluster.Metadata.Labels = new Dictionary<string, string> { ["env"] = "prod" };
        return DrainRule.Matching(rules, MachineScopes.Machine(), cluster);
    }

    private static MachineDrainRule Rule(string name, params MachineDrainRuleMachineSelector[] machines) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new MachineDrainRuleSpec { Drain = new() { Behavior = "Drain" }, Machines = [.. machines] },
    };

    private static V1LabelSelector? Selector(string? label) => label is null
        ? null
        : new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [label[..label.IndexOf('=', StringComparison.Ordinal)]] = label[(label.IndexOf('=', StringComparison.Ordinal) + 1)..] } };
}

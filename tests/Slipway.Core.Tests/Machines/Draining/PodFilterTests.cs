using System.Collections.Immutable;
using Slipway.Core.Machines.Deletion.Draining;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;
using static Slipway.Core.Tests.Machines.Draining.Pods;

namespace Slipway.Core.Tests.Machines.Draining;

public sealed class PodFilterTests
{
    private static readonly PodSurroundings Plain = new();

    [Theory]
    [InlineData("DaemonSet", "Running", "Skip")]
    [InlineData("DaemonSet", "Succeeded", "Drain")]
    [InlineData("ReplicaSet", "Running", "Drain")]
    [InlineData("Node", "Running", "Skip")]
    public void Classify_ByOwner_LeavesWhatTheNodeTakesAlong(string owner, string phase, string expected) =>
        Assert.Equal(expected, PodFilter.Classify(Of(owner, phase), Plain, Now).Behavior.ToString());

    [Fact]
    public void Classify_OfADaemonSetThatIsGone_Drains()
    {
        var around = Plain with { MissingDaemonSets = new HashSet<ObjectKey> { new("d", "o") } };

        Assert.Equal(DrainBehavior.Drain, PodFilter.Classify(Of("DaemonSet"), around, Now).Behavior);
    }

    [Fact]
    public void Classify_Mirror_IsSkipped() => Assert.Equal(DrainBehavior.Skip, PodFilter.Classify(Of(mirror: true), Plain, Now).Behavior);

    [Theory]
    [InlineData("skip", "Running", "Skip")]
    [InlineData("SKIP", "Running", "Skip")]
    [InlineData("wait-completed", "Running", "WaitCompleted")]
    [InlineData("WaitCompleted", "Running", "WaitCompleted")]
    [InlineData("wait-completed", "Succeeded", "Completed")]
    [InlineData("other", "Running", "Drain")]
    public void Classify_ByLabel_DoesAsAsked(string label, string phase, string expected) =>
        Assert.Equal(expected, PodFilter.Classify(Of(phase: phase, label: label), Plain, Now).Behavior.ToString());

    [Theory]
    [InlineData(false, 60, "Drain")]
    [InlineData(true, 1, "Drain")]
    [InlineData(true, 2, "Skip")]
    [InlineData(true, -30, "Drain")]
    public void Classify_Deleted_WaitsUnlessTheKubeletIsSilent(bool unreachable, int seconds, string expected)
    {
        var pod = PodFilter.Classify(Of(deleted: Now.AddSeconds(-seconds)), Plain with { NodeUnreachable = unreachable }, Now);

        Assert.Equal(expected, pod.Behavior.ToString());
        Assert.True(pod.IsTerminating);
    }

    [Fact]
    public void Classify_ByRules_TakesTheFirstThatIsAboutThePod()
    {
        var rules = ImmutableArray.Create(
            new DrainRule(DrainBehavior.Skip, 0, [new DrainRuleChoice(LabelSelector.Parse("app=db"), LabelSelector.Everything)]),
            new DrainRule(DrainBehavior.Skip, 0, [new DrainRuleChoice(LabelSelector.Everything, LabelSelector.Parse("tier=test"))]),
            new DrainRule(DrainBehavior.Drain, 7, [new DrainRuleChoice(LabelSelector.Parse("app=web"), LabelSelector.Parse("tier=prod"))]),
            new DrainRule(DrainBehavior.WaitCompleted, 0, []));

        Assert.Equal(DrainBehavior.WaitCompleted, Classify([]).Behavior);
        Assert.Equal(DrainBehavior.Skip, Classify(new() { ["tier"] = "test" }).Behavior);
        Assert.Equal(7, Classify(new() { ["tier"] = "prod" }).Order);
        Assert.Equal(DrainBehavior.Skip, PodFilter.Classify(Of(label: "skip"), Plain with { Rules = rules }, Now).Behavior);

        DrainPod Classify(Dictionary<string, string> namespaceLabels) => PodFilter.Classify(
            Of(), Plain with { Rules = rules, NamespaceLabels = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["d"] = namespaceLabels } }, Now);
    }

    [Fact]
    public void Classify_NotesClaims() => Assert.Equal(["c"], PodFilter.Classify(Of(), Plain, Now).Claims);
}

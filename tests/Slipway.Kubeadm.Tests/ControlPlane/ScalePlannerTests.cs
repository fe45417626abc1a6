using System.Collections.Immutable;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class ScalePlannerTests
{
    /// <summary>Machines as letters: c current, o outdated, x outdated and ill, d being deleted, m marked for deletion; the oldest first.</summary>
    [Theory]
    [InlineData(1, 1, "", "add")]
    [InlineData(3, 1, "c", "add")]
    [InlineData(3, 1, "ccc", "settled")]
    [InlineData(1, 1, "ccc", "remove 0")]
    [InlineData(3, 1, "ooo", "add")]
    [InlineData(3, 1, "oooc", "remove 0")]
    [InlineData(3, 1, "ooc", "add")]
    [InlineData(3, 1, "oxc", "add")]
    [InlineData(3, 1, "oxoc", "remove 1")]
    [InlineData(3, 0, "ooo", "remove 0")]
    [InlineData(3, 0, "oo", "add")]
    [InlineData(3, 1, "cmcc", "remove 1")]
    [InlineData(3, 1, "ocmc", "remove 2")]
    [InlineData(3, 1, "cccd", "remove 0")]
    [InlineData(1, 1, "o", "add")]
    [InlineData(1, 1, "oc", "remove 0")]
    public void Next_Machines_IsTheStep(int desired, int maxSurge, string machines, string step)
    {
        var decision = ScalePlanner.Next(desired, maxSurge, [], Machines(machines));

        Assert.Equal(step, decision switch
        {
            ScaleDecision.Add => "add",
            ScaleDecision.Remove(var machine) => $"remove {machine.Name}",
            _ => "settled",
        });
    }

    [Theory]
    [InlineData("a b c", "", "a")]
    [InlineData("a b c", "a", "b")]
    [InlineData("a b c", "a b c a", "b")]
    [InlineData("", "", null)]
    [InlineData("a b", "a a z", "b")]
    public void ForNew_Domains_GivesTheEmptiest(string domains, string taken, string? expected) =>
        Assert.Equal(expected, FailureDomains.ForNew(Words(domains), InDomains(taken)));

    [Theory]
    [InlineData("a b c", "a b b c", "1")]
    [InlineData("a b c", "a b c z", "3")]
    [InlineData("a b", "a a b b", "0")]
    [InlineData("", "a b", "0")]
    [InlineData("a", "x y y", "0")] // the oldest of those that are nowhere
    public void ToRemove_Domains_TakesFromTheFullest(string domains, string taken, string expected)
    {
        var machines = InDomains(taken);
        Assert.Equal(expected, FailureDomains.ToRemove(Words(domains), machines, machines).Name);
    }

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static ImmutableArray<ControlPlaneMachine> InDomains(string taken) =>
        [.. Words(taken).Select((domain, i) => Make.Machine($"{i}", ageMinutes: 60 - i, domain))];

    private static ImmutableArray<ControlPlaneMachine> Machines(string letters) =>
    [
        .. letters.Select((letter, i) =>
        {
            var machine = Make.Machine($"{i}", ageMinutes: 60 - i);
            return letter switch
            {
                'o' => machine.Outdated(),
                'x' => machine.Outdated().With("SchedulerPodHealthy", "False"),
                'd' => machine.Deleting(),
                'm' => machine.Annotated("cluster.x-k8s.io/delete-machine"),
                _ => machine,
            };
        }),
    ];
}

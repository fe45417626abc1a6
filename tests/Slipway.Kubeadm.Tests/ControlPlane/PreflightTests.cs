using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class PreflightTests
{
    [Fact]
    public void Problems_AllWell_None() =>
        Assert.Empty(Preflight.Problems([Make.Machine("a"), Make.Machine("b")], excluded: null, replacing: false, etcd: null));

    [Fact]
    public void Problems_OneIsBeingDeleted_OnlyThat() => Assert.Equal(
        ["waiting for Machine b to be deleted"],
        Preflight.Problems([Make.Machine("a").NotJoined(), Make.Machine("b").Deleting()], null, replacing: false, null));

    [Fact]
    public void Problems_NotJoined_SaysSo() => Assert.Equal(
        ["Machine a does not have a corresponding Node yet (Machine.status.nodeRef not set)"],
        Preflight.Problems([Make.Machine("a").NotJoined()], null, replacing: false, null));

    [Fact]
    public void Problems_ComponentIll_NamesTheCondition() => Assert.Equal(
        ["Machine a reports SchedulerPodHealthy condition is false (for a test)"],
        Preflight.Problems([Make.Machine("a").With("SchedulerPodHealthy", "False")], null, replacing: false, null));

    [Fact]
    public void Problems_OfTheOneThatGoes_DoNotMatter()
    {
        var ill = Make.Machine("a").With("EtcdPodHealthy", "Unknown");
        Assert.Empty(Preflight.Problems([ill, Make.Machine("b")], ill, replacing: false, null));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Problems_WhileReplacing_OnlyQuorumMatters(bool replacing, int count)
    {
        var machines = new[] { Make.Machine("a"), Make.Machine("b"), Make.Machine("c").With("APIServerPodHealthy", "False") };
        Assert.Equal(count, Preflight.Problems([.. machines], null, replacing, Make.Etcd("a", "b", "c")).Length);
    }

    [Theory]
    [InlineData(true, "cannot check etcd's health before adding a Machine: etcd has not told its members")]
    [InlineData(false, null)]
    public void Problems_WhileReplacingAndMembersUnknown_WaitsWhereEtcdIsOurs(bool managed, string? problem) => Assert.Equal(
        problem,
        Preflight.Problems(
            [Make.Machine("a"), Make.Machine("b").With("APIServerPodHealthy", "False")], null, replacing: true, etcd: null, managed).SingleOrDefault());

    [Fact]
    public void Problems_WhileReplacingAndNoneServes_SaysSo() => Assert.Contains(
        "no Machine has all its control plane components healthy",
        Preflight.Problems([Make.Machine("a").With("EtcdPodHealthy", "False")], null, replacing: true, Make.Etcd("a"))[0],
        StringComparison.Ordinal);
}

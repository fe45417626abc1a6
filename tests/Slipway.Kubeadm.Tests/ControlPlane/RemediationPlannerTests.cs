using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Remediation;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class RemediationPlannerTests
{
    [Fact]
    public void Decide_NobodyIll_Nothing() =>
        Assert.IsType<RemediationDecision.Nothing>(RemediationPlanner.Decide(Scope(Make.Machine("a"), Make.Machine("b"))));

    [Fact]
    public void Decide_OneOfThreeIll_ReplacesIt()
    {
        var decision = RemediationPlanner.Decide(Scope(Make.Machine("a").Ill().With("APIServerPodHealthy", "False"), Make.Machine("b"), Make.Machine("c")));

        Assert.Equal("a", Assert.IsType<RemediationDecision.Replace>(decision).Record.Machine);
    }

    [Fact]
    public void Decide_TheOnlyOne_Refuses() =>
        Assert.IsType<RemediationDecision.Refused>(RemediationPlanner.Decide(Scope(Make.Machine("a").Ill())));

    [Fact]
    public void Decide_AnotherIsBeingDeleted_Defers() => Assert.IsType<RemediationDecision.Deferred>(
        RemediationPlanner.Decide(Scope(Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c").Deleting())));

    [Fact]
    public void Decide_AnotherIsProvisioning_Defers() => Assert.IsType<RemediationDecision.Deferred>(
        RemediationPlanner.Decide(Scope(Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c").NotJoined())));

    [Fact]
    public void Decide_QuorumWouldBeLost_Refuses() => Assert.IsType<RemediationDecision.Refused>(RemediationPlanner.Decide(
        Scope(Make.Machine("a").Ill(), Make.Machine("b").With("EtcdMemberHealthy", "False"), Make.Machine("c"))));

    [Fact]
    public void Decide_SeveralIll_TakesTheOneThatNeverJoined()
    {
        var machines = new[] { Make.Machine("a").Ill(), Make.Machine("b").Ill().NotJoined(), Make.Machine("c") };
        Assert.Equal("b", RemediationPlanner.Pick([.. machines])!.Name);
    }

    [Theory]
    [InlineData(1, 3, 10, "replace 2")]
    [InlineData(3, 3, 10, "refused")]
    [InlineData(1, 3, 120, "replace 0")]
    [InlineData(1, 3, 1, "deferred")]
    public void Decide_ReplacementIllAgain_CountsTries(int tries, int maxRetry, int minutesAgo, string expected)
    {
        var record = new RemediationRecord("before", Make.Now - TimeSpan.FromMinutes(minutesAgo), tries);
        var ill = Make.Machine("a").Ill().Annotated(MachineBlueprint.RemediationFor, record.ToJson());
        var scope = Scope(ill, Make.Machine("b"), Make.Machine("c"));
        scope.Spec.Remediation = new KubeadmControlPlaneRemediation { MaxRetry = maxRetry, RetryPeriodSeconds = 300 };

        Assert.Equal(expected, RemediationPlanner.Decide(scope) switch
        {
            RemediationDecision.Replace(_, var made) => $"replace {made.RetryCount}",
            RemediationDecision.Refused => "refused",
            _ => "deferred",
        });
    }

    [Fact]
    public void Record_AsAnnotation_ComesBack()
    {
        var record = new RemediationRecord("m", Make.Now, 2);
        Assert.Equal(record, RemediationRecord.Parse(record.ToJson()));
        Assert.Null(RemediationRecord.Parse("{"));
    }

    private static ControlPlaneScope Scope(params ImmutableArray<ControlPlaneMachine> machines) => new()
    {
        Object = Make.ControlPlane(),
        Cluster = new Observed<Cluster>.Found(Make.Cluster()),
        Machines = machines,
        Workload = new WorkloadView
        {
            State = WorkloadState.Connected,
            Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd([.. machines.Select(m => m.Name)])),
        },
        Now = Make.Now,
    };
}

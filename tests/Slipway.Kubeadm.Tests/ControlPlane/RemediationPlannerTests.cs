using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Remediation;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class RemediationPlannerTests
{
    [Fact]
    public void Decide_NobodyIll_Nothing() =>
        Assert.IsType<RemediationDecision.Nothing>(RemediationPlanner.Decide(Make.Scope(3, Make.Machine("a"), Make.Machine("b"))));

    [Fact]
    public void Decide_OneOfThreeIll_ReplacesIt()
    {
        var decision = RemediationPlanner.Decide(Make.Scope(3, Make.Machine("a").Ill().With("APIServerPodHealthy", "False"), Make.Machine("b"), Make.Machine("c")));

        Assert.Equal("a", Assert.IsType<RemediationDecision.Replace>(decision).Record.Machine);
    }

    [Fact]
    public void Decide_TheOnlyOne_Refuses() =>
        Assert.IsType<RemediationDecision.Refused>(RemediationPlanner.Decide(Make.Scope(3, Make.Machine("a").Ill())));

    [Fact]
    public void Decide_AnotherIsBeingDeleted_Defers() => Assert.IsType<RemediationDecision.Deferred>(
        RemediationPlanner.Decide(Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c").Deleting())));

    [Fact]
    public void Decide_AnotherIsProvisioning_Defers() => Assert.IsType<RemediationDecision.Deferred>(
        RemediationPlanner.Decide(Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c").NotJoined())));

    [Fact]
    public void Decide_QuorumWouldBeLost_Refuses() => Assert.IsType<RemediationDecision.Refused>(RemediationPlanner.Decide(
        Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b").With("EtcdMemberHealthy", "False"), Make.Machine("c"))));

    [Fact]
    public void Decide_LeaderHasNobodyToHandOverTo_Refuses()
    {
        var scope = Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c"));
        var etcd = scope.Workload.Etcd.ValueOrNull!;
        etcd = etcd with { Members = [.. etcd.Members.Select(m => m.Name == "a" ? m : m with { Silence = "no answer" })] };
        scope = scope with { Workload = scope.Workload with { Etcd = new Observed<EtcdSnapshot>.Found(etcd) } };

        Assert.Equal(
            "etcd is led from Machine a, and no other member can take that over",
            Assert.IsType<RemediationDecision.Refused>(RemediationPlanner.Decide(scope)).Message);
        Assert.Equal(["etcd is led from Machine a, and no other member can take that over"], ScalePhases.Blockers(scope, new ScaleDecision.Remove(scope.Machines[0])));
    }

    [Fact]
    public void Decide_EtcdElsewhereAndNoConnection_Defers()
    {
        var scope = Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c"));
        scope.Spec.KubeadmConfigSpec = new() { ClusterConfiguration = new() { Etcd = new() { External = new() } } };
        scope = scope with { Workload = new() { State = WorkloadState.Pending } };

        Assert.IsType<RemediationDecision.Deferred>(RemediationPlanner.Decide(scope));
    }

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
        var scope = Make.Scope(3, ill, Make.Machine("b"), Make.Machine("c"));
        scope.Spec.Remediation = new KubeadmControlPlaneRemediation { MaxRetry = maxRetry, RetryPeriodSeconds = 300 };

        Assert.Equal(expected, RemediationPlanner.Decide(scope) switch
        {
            RemediationDecision.Replace(_, var made) => $"replace {made.RetryCount}",
            RemediationDecision.Refused => "refused",
            _ => "deferred",
        });
    }

    [Fact]
    public void Decide_BothLimitsReached_TheSoonerEndingOneIsTold()
    {
        var ill = Make.Machine("a").Ill().Annotated(MachineBlueprint.RemediationFor, new RemediationRecord("x", Make.Now - TimeSpan.FromMinutes(1), 3).ToJson());
        var scope = Make.Scope(3, ill, Make.Machine("b"), Make.Machine("c"));
        scope.Spec.Remediation = new KubeadmControlPlaneRemediation { MaxRetry = 3, RetryPeriodSeconds = 300 };

        var deferred = Assert.IsType<RemediationDecision.Deferred>(RemediationPlanner.Decide(scope));
        Assert.Equal(Make.Now + TimeSpan.FromMinutes(4), deferred.Until);
        Assert.Contains("in the latest 5m0s (RetryPeriodSeconds)", deferred.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_DiedBetweenAnnotationAndDelete_GoesOnWithTheSameRecord()
    {
        var record = new RemediationRecord("a", Make.Now - TimeSpan.FromMinutes(1), 1);
        var scope = InProgress(record, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c"));

        Assert.Equal(record, Assert.IsType<RemediationDecision.Replace>(RemediationPlanner.Decide(scope)).Record);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b c d")]
    [InlineData("b c")]
    public void Decide_ReplacementIsOver_ForgetsIt(string left)
    {
        // The Machine is well again; another of the number wanted has been made; fewer are wanted than before.
        var record = new RemediationRecord("a", Make.Now - TimeSpan.FromMinutes(90), 0);
        var machines = left.Split(' ').Select(n => Make.Machine(n)).ToImmutableArray();
        var scope = InProgress(record, machines);
        scope.Spec.Replicas = machines.Length;

        Assert.IsType<RemediationDecision.Finished>(RemediationPlanner.Decide(scope));
    }

    [Fact]
    public void Decide_ReplacementMade_ForgetsItByItsAnnotation()
    {
        var record = new RemediationRecord("a", Make.Now, 0);
        var scope = InProgress(record, Make.Machine("b"), Make.Machine("c").Annotated(MachineBlueprint.RemediationFor, record.ToJson()));

        Assert.IsType<RemediationDecision.Finished>(RemediationPlanner.Decide(scope));
    }

    [Fact]
    public void Decide_AnotherReplacementUnderWay_Defers()
    {
        var scope = InProgress(new("gone", Make.Now, 0), Make.Machine("a").Ill(), Make.Machine("b"));

        var deferred = Assert.IsType<RemediationDecision.Deferred>(RemediationPlanner.Decide(scope));
        Assert.Contains("Machine gone", deferred.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_EtcdDoesNotTellItsMembers_Defers()
    {
        var scope = Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c"));
        scope = scope with { Workload = scope.Workload with { Etcd = new Observed<EtcdSnapshot>.Absent() } };

        Assert.IsType<RemediationDecision.Deferred>(RemediationPlanner.Decide(scope));
    }

    [Theory]
    [InlineData("v1.32.0", null, "v1.32.0")]
    [InlineData("v1.33.0", "v1.32.0", "v1.32.0")]
    [InlineData("v1.33.0", "v1.31.0", null)]
    [InlineData("v1.31.0", null, null)]
    public void Decide_TopologyHasAnotherVersion_WaitsForIt(string topology, string? step, string? awaited)
    {
        var scope = Make.Scope(3, Make.Machine("a").Ill(), Make.Machine("b"), Make.Machine("c"));
        var cluster = scope.Cluster.ValueOrNull!;
        cluster.Spec!.Topology = new Topology { Version = topology };
        cluster.Metadata.Annotations = step is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["topology.internal.cluster.x-k8s.io/upgrade-step"] = step };

        var decision = RemediationPlanner.Decide(scope);
        if (awaited is null)
        {
            Assert.IsType<RemediationDecision.Replace>(decision);
        }
        else
        {
            Assert.Contains($"upgrade to {awaited}", Assert.IsType<RemediationDecision.Deferred>(decision).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("EtcdMemberHealthy", "EtcdPodHealthy")]
    [InlineData("EtcdPodHealthy", "APIServerPodHealthy")]
    [InlineData("APIServerPodHealthy", "SchedulerPodHealthy")]
    [InlineData("SchedulerPodHealthy", "NodeKubeadmLabelsAndTaintsSet")]
    public void Pick_OfTwoIll_TakesTheMoreBroken(string worse, string better)
    {
        var machines = new[] { Make.Machine("a", 90).Ill().With(better, "False"), Make.Machine("b").Ill().With(worse, "Unknown"), Make.Machine("c") };

        Assert.Equal("b", RemediationPlanner.Pick([.. machines])!.Name);
    }

    [Fact]
    public void Record_AsAnnotation_ComesBack()
    {
        var record = new RemediationRecord("m", Make.Now, 2);
        Assert.Equal(record, RemediationRecord.Parse(record.ToJson()));
        Assert.Null(RemediationRecord.Parse("{"));
    }

    private static ControlPlaneScope InProgress(RemediationRecord record, params ImmutableArray<ControlPlaneMachine> machines)
    {
        var scope = Make.Scope(3, machines);
        scope.Object.Metadata.Annotations![MachineBlueprint.RemediationInProgress] = record.ToJson();
        return scope;
    }
}

using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Remediation;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class ConditionsTests
{
    private static readonly PassOutcome Quiet = new([]);

    [Fact]
    public void Report_HealthyControlPlane_ListsConditionsInUpstreamsOrder()
    {
        var kcp = Make.ControlPlane();
        ControlPlaneReport.Write(Make.Scope(3, Make.Machine("a"), Make.Machine("b"), Make.Machine("c")), Quiet, kcp, Make.Now);

        Assert.Equal(
            [
                "Available", "CertificatesAvailable", "Initialized", "EtcdClusterHealthy", "ControlPlaneComponentsHealthy", "RollingOut", "Remediating",
                "ScalingDown", "ScalingUp", "MachinesReady", "MachinesUpToDate", "Paused", "Deleting",
            ],
            kcp.Status!.Conditions!.Select(c => c.Type));
        Assert.Equal(
            ["Ready", "Available", "CertificatesAvailable", "ControlPlaneComponentsHealthy", "EtcdClusterHealthy", "MachinesCreated", "MachinesReady", "Resized"],
            kcp.Status.Deprecated!.V1Beta1!.Conditions!.Select(c => c.Type));
        Assert.Equal((3, 3), (kcp.Status.Replicas, kcp.Status.UpToDateReplicas));
        Assert.Equal("cluster.x-k8s.io/cluster-name=demo,cluster.x-k8s.io/control-plane", kcp.Status.Selector);
    }

    [Fact]
    public void Report_Twice_ChangesNothing()
    {
        var kcp = Make.ControlPlane();
        var scope = Make.Scope(3, Make.Machine("a"));
        ControlPlaneReport.Write(scope, Quiet, kcp, Make.Now);
        var first = Text(kcp);

        ControlPlaneReport.Write(scope, Quiet, kcp, Make.Now + TimeSpan.FromMinutes(1));

        Assert.Equal(first, Text(kcp));
    }

    [Fact]
    public void Versions_OfMachinesWithoutAKubelet_AreThoseTheyAreToRun()
    {
        var older = Make.Machine("b");
        older.Machine.Status!.NodeInfo = new() { KubeletVersion = "v1.30.2" };
        var kcp = Make.ControlPlane();

        ControlPlaneReport.Write(Make.Scope(3, Make.Machine("a").NotJoined(), older), Quiet, kcp, Make.Now);

        Assert.Equal([("v1.30.2", 1), ("v1.31.0", 1)], kcp.Status!.Versions!.Select(v => (v.Version!, v.Replicas!.Value)));
        Assert.Equal("v1.30.2", kcp.Status.Version);
    }

    [Fact]
    public void Version_OfAMachineThatIsNew_IsWaitedFor()
    {
        var kcp = Make.ControlPlane(1);

        ControlPlaneReport.Write(Make.Scope(1, Make.Machine("a", ageMinutes: 0).NotJoined()), Quiet, kcp, Make.Now);

        Assert.Null(kcp.Status!.Version);
    }

    [Fact]
    public void Version_OfAControlPlaneWithoutMachines_IsTheLast()
    {
        var kcp = Make.ControlPlane();
        ControlPlaneReport.Write(Make.Scope(1, Make.Machine("a")), Quiet, kcp, Make.Now);

        ControlPlaneReport.Write(Make.Scope(1), Quiet, kcp, Make.Now);

        Assert.Equal("v1.31.0", kcp.Status!.Version);
        Assert.Null(kcp.Status.Versions);
    }

    [Fact]
    public void Report_BeforeTheInfrastructure_SaysWhatItWaitsForAndNothingOfCertificates()
    {
        var kcp = Make.ControlPlane(1);
        var cluster = Make.Cluster();
        cluster.Status!.Initialization = null;
        var scope = Make.Scope(1) with { Cluster = new Observed<Cluster>.Found(cluster), Workload = new WorkloadView { State = WorkloadState.NotInitialized } };

        ControlPlaneReport.Write(scope, Quiet, kcp, Make.Now);

        Assert.DoesNotContain(kcp.Status!.Conditions!, c => c.Type == "CertificatesAvailable");
        Assert.Equal("Waiting for Cluster status.infrastructureReady to be true", kcp.Status.Conditions.Find("EtcdClusterHealthy")!.Message);
        Assert.Equal("Waiting for Cluster status.infrastructureReady to be true", kcp.Status.Conditions.Find("ControlPlaneComponentsHealthy")!.Message);
        var deprecated = kcp.Status.Deprecated!.V1Beta1!;
        Assert.Equal(["Ready", "Resized"], deprecated.Conditions!.Select(c => c.Type));
        Assert.Equal("ScalingUp", deprecated.Conditions![0].Reason);
        Assert.Equal(0, deprecated.UnavailableReplicas);
    }

    [Fact]
    public void EtcdClusterHealthy_OneMemberIll_NamesItsMachine()
    {
        var state = HealthConditions.Etcd(Make.Scope(2, Make.Machine("a"), Make.Machine("b").With("EtcdMemberHealthy", "False")));

        Assert.Equal(("False", "NotHealthy", "* Machine b:\n  * EtcdMemberHealthy: for a test (since 2026-11-23T12:00:00Z)"), (state.Status, state.Reason, state.Message));
    }

    [Fact]
    public void RollingOut_Outdated_GivesNumberAndReasons() => Assert.Equal(
        "Rolling out 1 not up-to-date replicas\n* Version v1.30.0, v1.31.0 required",
        ScalingConditions.RollingOut(Make.Scope(2, Make.Machine("a").Outdated(), Make.Machine("b"))).Message);

    [Fact]
    public void RollingOut_KubeletOfAnotherVersion_CountsAndSaysWhich()
    {
        var machine = Make.Machine("a");
        machine.Machine.Status!.NodeInfo = new() { KubeletVersion = "v1.30.2" };

        Assert.Equal(
            "Rolling out 1 not up-to-date replicas\n* Node.status.nodeInfo.kubeletVersion v1.30.2, v1.31.0 required",
            ScalingConditions.RollingOut(Make.Scope(2, machine, Make.Machine("b"))).Message);
    }

    [Theory]
    [InlineData(3, true, true)]
    [InlineData(1, false, true)]
    [InlineData(3, false, false)]
    public void Scaling_WhatTheServerRefuses_IsTold(int desired, bool creation, bool expected)
    {
        Effect effect = creation
            ? new Effect.Create(CoreTypes.Machine, [], "for a test")
            : new Effect.Delete(CoreTypes.Machine, new("default", "b"), "uid-b", "for a test");
        var outcome = new PassOutcome([new("ControlPlane", PhaseResult.Want(effect))
        {
            FailureCode = ErrorCodes.ApiRefused, FailureMessage = "quota exceeded",
        }]);
        var kcp = Make.ControlPlane();

        ControlPlaneReport.Write(Make.Scope(desired, Make.Machine("a"), Make.Machine("b")), outcome, kcp, Make.Now);

        var message = kcp.Status!.Conditions.Find(desired == 3 ? "ScalingUp" : "ScalingDown")!.Message!;
        Assert.Equal(expected, message.EndsWith("\n* quota exceeded", StringComparison.Ordinal));
    }

    [Fact]
    public void Deleting_MachineCannotBeDeleted_SaysWhy()
    {
        var scope = Make.Scope(Make.Machine("a"));
        scope.Object.Metadata.DeletionTimestamp = Make.Now.UtcDateTime;
        var outcome = new PassOutcome([new("Deletion", PhaseResult.Want(new Effect.RemoveFinalizer("for a test")))
        {
            FailureCode = ErrorCodes.ApiRefused, FailureMessage = "machines.cluster.x-k8s.io \"a\" is forbidden",
        }]);

        var state = ControlPlaneConditions.Deleting(scope, outcome);

        Assert.Equal(("True/InternalError", "machines.cluster.x-k8s.io \"a\" is forbidden"), (Short(state), state.Message));
    }

    [Theory]
    [InlineData(3, "True/ScalingUp", "False/NotScalingDown")]
    [InlineData(2, "False/NotScalingUp", "False/NotScalingDown")]
    [InlineData(1, "False/NotScalingUp", "True/ScalingDown")]
    public void Scaling_OfTwoMachines_ComparesWithDesired(int desired, string up, string down)
    {
        var scope = Make.Scope(desired, Make.Machine("a"), Make.Machine("b"));

        Assert.Equal(up, Short(ScalingConditions.ScalingUp(scope)));
        Assert.Equal(down, Short(ScalingConditions.ScalingDown(scope)));
    }

    [Theory]
    [InlineData("True", "True", "True/Available")]
    [InlineData("False", "True", "False/NotAvailable")]
    [InlineData("True", "False", "False/NotAvailable")]
    public void Available_NeedsAnApiServerAndQuorum(string apiServer, string etcd, string expected)
    {
        var machine = Make.Machine("a").With("APIServerPodHealthy", apiServer).With("EtcdMemberHealthy", etcd);
        Assert.Equal(expected, Short(AvailableCondition.Of(Make.Scope(1, machine))));
    }

    [Fact]
    public void Remediating_NamesEachMachineAndWhatItWaitsFor()
    {
        var scope = Make.Scope(1, Make.Machine("a").Ill());

        Assert.Equal(
            ("True/Remediating", "* Machine a: KubeadmControlPlane can't remediate if current replicas are less or equal to 1"),
            (Short(RemediatingCondition.Of(scope)), RemediatingCondition.Of(scope).Message));
    }

    [Fact]
    public void Remediating_IllButNotOurs_SaysSo()
    {
        var machine = Make.Machine("a").Ill();
        machine.Machine.Status!.Conditions!.Remove("OwnerRemediated");

        var state = RemediatingCondition.Of(Make.Scope(1, machine));

        Assert.Equal(
            ("False/NotRemediating", "Machine a is not healthy (not to be remediated by KubeadmControlPlane)"), (Short(state), state.Message));
    }

    [Fact]
    public void LastRemediation_IsTheNewestThatAMachineRemembers()
    {
        var kcp = Make.ControlPlane(2);
        var scope = Make.Scope(
            2,
            Make.Machine("a").Annotated(MachineBlueprint.RemediationFor, new RemediationRecord("x", Make.Now - TimeSpan.FromHours(2), 0).ToJson()),
            Make.Machine("b").Annotated(MachineBlueprint.RemediationFor, new RemediationRecord("y", Make.Now - TimeSpan.FromHours(1), 2).ToJson()));

        ControlPlaneReport.Write(scope, Quiet, kcp, Make.Now);

        Assert.Equal(("y", 2), (kcp.Status!.LastRemediation!.Machine, kcp.Status.LastRemediation.RetryCount));
    }

    [Fact]
    public void ScalingDown_DeletionTakesLong_SaysWhatMayHoldItUp()
    {
        var stale = Make.Machine("b").Deleting(minutes: 20);
        (stale.Machine.Status!.Conditions ??= []).Set(
            "Deleting", ConditionState.True("DrainingNode", "* Pod x: cannot evict pod as it would violate the pod's disruption budget."), 1, Make.Now);
        stale.Machine.Status.Deletion = new() { NodeDrainStartTime = (Make.Now - TimeSpan.FromMinutes(19)).UtcDateTime };

        Assert.Equal(
            "Scaling down from 2 to 1 replicas is blocked because:\n* Machine b is in deletion since more than 15m, delay likely due to PodDisruptionBudgets",
            ScalingConditions.ScalingDown(Make.Scope(1, Make.Machine("a"), stale)).Message.Replace("* waiting for Machine b to be deleted\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void UpToDate_KubeletOfAnotherVersion_IsBeingUpdated()
    {
        var machine = Make.Machine("a");
        machine.Machine.Status!.NodeInfo = new() { KubeletVersion = "v1.30.2" };

        var state = UpToDateState.Of(machine);

        Assert.Equal(("False/Updating", "* Node.status.nodeInfo.kubeletVersion v1.30.2, v1.31.0 required"), (Short(state), state.Message));
    }

    [Fact]
    public void ScalingUp_NoConnectionYet_WaitsForIt()
    {
        var scope = Make.Scope(5, Make.Machine("a"), Make.Machine("b"), Make.Machine("c")) with { Workload = new() { State = WorkloadState.Pending } };
        scope.Object.Status = new() { Initialization = new() { ControlPlaneInitialized = true } };

        Assert.EndsWith("\n* waiting for the connection to the workload cluster", ScalingConditions.ScalingUp(scope).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Health_NodesCannotBeListed_SaysThatAlone()
    {
        var scope = Make.Scope(Make.Machine("a").With("EtcdMemberHealthy", "Unknown"));
        scope = scope with
        {
            Workload = scope.Workload with
            {
                ControlPlaneNodes = new Observed<IReadOnlyList<string>>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no leader"),
            },
        };

        var (components, etcd) = (HealthConditions.Components(scope), HealthConditions.Etcd(scope));

        Assert.Equal(("Unknown/InspectionFailed", "Failed to get Nodes hosting control plane components: no leader"), (Short(components), components.Message));
        Assert.Equal(("Unknown/InspectionFailed", "Failed to get Nodes hosting the etcd cluster: no leader"), (Short(etcd), etcd.Message));
    }

    [Fact]
    public void RollingOut_SeveralReasons_VersionFirst()
    {
        var machine = Make.Machine("a") with { OutdatedReasons = ["DevMachine is not up-to-date", "Version v1.30.0, v1.31.0 required"] };

        Assert.Equal(
            "Rolling out 1 not up-to-date replicas\n* Version v1.30.0, v1.31.0 required\n* DevMachine is not up-to-date",
            ScalingConditions.RollingOut(Make.Scope(1, machine)).Message);
    }

    private static string Short(ConditionState state) => $"{state.Status}/{state.Reason}";

    private static string Text(KubeadmControlPlane kcp) =>
        System.Text.Json.JsonSerializer.Serialize(kcp, Slipway.Api.KubeadmTypes.KubeadmControlPlane.Json);
}

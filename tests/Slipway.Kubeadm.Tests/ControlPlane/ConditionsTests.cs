using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
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
        ControlPlaneReport.Write(Scope(3, Make.Machine("a"), Make.Machine("b"), Make.Machine("c")), Quiet, kcp, Make.Now);

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
        var scope = Scope(3, Make.Machine("a"));
        ControlPlaneReport.Write(scope, Quiet, kcp, Make.Now);
        var first = Text(kcp);

        ControlPlaneReport.Write(scope, Quiet, kcp, Make.Now + TimeSpan.FromMinutes(1));

        Assert.Equal(first, Text(kcp));
    }

    [Fact]
    public void EtcdClusterHealthy_OneMemberIll_NamesItsMachine()
    {
        var state = HealthConditions.Etcd(Scope(2, Make.Machine("a"), Make.Machine("b").With("EtcdMemberHealthy", "False")));

        Assert.Equal(("False", "NotHealthy", "* Machine b:\n  * EtcdMemberHealthy: for a test"), (state.Status, state.Reason, state.Message));
    }

    [Fact]
    public void RollingOut_Outdated_GivesNumberAndReasons() => Assert.Equal(
        "Rolling out 1 not up-to-date replicas\n* Version v1.30.0, v1.31.0 required",
        ScalingConditions.RollingOut(Scope(2, Make.Machine("a").Outdated(), Make.Machine("b"))).Message);

    [Theory]
    [InlineData(3, "True/ScalingUp", "False/NotScalingDown")]
    [InlineData(2, "False/NotScalingUp", "False/NotScalingDown")]
    [InlineData(1, "False/NotScalingUp", "True/ScalingDown")]
    public void Scaling_OfTwoMachines_ComparesWithDesired(int desired, string up, string down)
    {
        var scope = Scope(desired, Make.Machine("a"), Make.Machine("b"));

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
        Assert.Equal(expected, Short(AvailableCondition.Of(Scope(1, machine))));
    }

    private static string Short(ConditionState state) => $"{state.Status}/{state.Reason}";

    private static string Text(KubeadmControlPlane kcp) =>
        System.Text.Json.JsonSerializer.Serialize(kcp, Slipway.Api.KubeadmTypes.KubeadmControlPlane.Json);

    private static ControlPlaneScope Scope(int desired, params ImmutableArray<ControlPlaneMachine> machines) => new()
    {
        Object = Make.ControlPlane(desired),
        Cluster = new Observed<Cluster>.Found(Make.Cluster()),
        Machines = machines,
        Workload = new WorkloadView { State = WorkloadState.Connected },
        Now = Make.Now,
    };
}

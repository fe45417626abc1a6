using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class DeprecatedReportTests
{
    [Theory]
    [InlineData("APIServerPodHealthy", "True", "Running", "True//")]
    [InlineData("APIServerPodHealthy", "False", "DoesNotExist", "False/PodMissing/Error")]
    [InlineData("APIServerPodHealthy", "False", "Provisioning", "False/PodProvisioning/Info")]
    [InlineData("SchedulerPodHealthy", "False", "Failed", "False/PodFailed/Error")]
    [InlineData("SchedulerPodHealthy", "Unknown", "InspectionFailed", "Unknown/PodInspectionFailed/")]
    [InlineData("EtcdPodHealthy", "False", "Deleting", "False/Deleting/Info")]
    [InlineData("EtcdMemberHealthy", "False", "NotHealthy", "False/EtcdMemberUnhealthy/Error")]
    [InlineData("EtcdMemberHealthy", "Unknown", "InspectionFailed", "Unknown/EtcdMemberInspectionFailed/")]
    public void Health_InTheOlderForm_HasReasonAndSeverityOfItsOwn(string type, string status, string reason, string expected)
    {
        var state = DeprecatedHealth.Of(type, new(status, reason))!.Value;

        Assert.Equal(expected, $"{state.Status}/{state.Reason}/{state.Severity}");
    }

    [Fact]
    public void Write_MemberIll_NamesItsMachine() => Assert.Equal(
        "False/EtcdClusterUnhealthy/Error Following Machines are reporting etcd member errors: b",
        Find(Written(Scope(Make.Machine("a"), Make.Machine("b").With("EtcdMemberHealthy", "False"))), "EtcdClusterHealthy"));

    [Fact]
    public void Write_RollingOut_SaysHowMany_AndThatItIsDone()
    {
        var status = Written(Scope(Make.Machine("a").Outdated(), Make.Machine("b")));

        Assert.Equal(
            "False/RollingUpdateInProgress/Warning Rolling 1 replicas with outdated spec (1 replicas up to date)", Find(status, "MachinesSpecUpToDate"));
        DeprecatedReport.Write(Scope(Make.Machine("a"), Make.Machine("b")), status, Make.Now);
        Assert.Equal("True// ", Find(status, "MachinesSpecUpToDate"));
    }

    [Fact]
    public void Write_NeverRolledOut_SaysNothingOfIt() => Assert.Null(Find(Written(Scope(Make.Machine("a"))), "MachinesSpecUpToDate"));

    [Fact]
    public void Write_ScaledUpButNotReady_StaysScalingUp()
    {
        var kcp = Scope(Make.Machine("a"));
        kcp.Spec.Replicas = 2;
        var status = Written(kcp);
        Assert.StartsWith("False/ScalingUp/Warning", Find(status, "Resized"), StringComparison.Ordinal);

        DeprecatedReport.Write(Scope(Make.Machine("a"), Make.Machine("b")), status, Make.Now);

        Assert.StartsWith("False/ScalingUp/Warning", Find(status, "Resized"), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Deleting_SaysWhatIsAwaited()
    {
        var scope = Scope(Make.Machine("a")) with { Workers = ["Machines: w"] };
        scope.Object.Metadata.DeletionTimestamp = Make.Now.UtcDateTime;

        Assert.Equal("False/Deleting/Info Waiting for worker nodes to be deleted first", Find(Written(scope), "Resized"));
    }

    private static KubeadmControlPlaneStatus Written(ControlPlaneScope scope)
    {
        var status = new KubeadmControlPlaneStatus { Conditions = [] };
        DeprecatedReport.Write(scope, status, Make.Now);
        return status;
    }

    private static string? Find(KubeadmControlPlaneStatus status, string type) => status.Deprecated!.V1Beta1!.Conditions!.Find(type) is { } c
        ? $"{c.Status}/{c.Reason}/{c.Severity} {c.Message}"
        : null;

    private static ControlPlaneScope Scope(params ImmutableArray<ControlPlaneMachine> machines) => new()
    {
        Object = Make.ControlPlane(machines.Length),
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

using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class HealthInspectionTests
{
    [Theory]
    [InlineData("Running", true, "True/Running")]
    [InlineData("Running", false, "False/Provisioning")]
    [InlineData("Pending", false, "False/Provisioning")]
    [InlineData("Failed", false, "False/Failed")]
    [InlineData("Succeeded", false, "False/Failed")]
    [InlineData("Unknown", false, "Unknown/InspectionFailed")]
    public void StaticPod_InPhase_IsCondition(string phase, bool ready, string expected) =>
        Assert.Equal(expected, Text(StaticPodCheck.Of("p", new Observed<V1Pod>.Found(Pod(phase, ready)))));

    [Fact]
    public void StaticPod_Missing_DoesNotExist() => Assert.Equal("False/DoesNotExist", Text(StaticPodCheck.Of("p", new Observed<V1Pod>.Absent())));

    [Fact]
    public void StaticPod_Restarting_Failed()
    {
        var pod = Pod("Running", ready: false);
        pod.Status.ContainerStatuses =
        [
            new V1ContainerStatus
            {
                Name = "c",
                State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = "CrashLoopBackOff" } },
                LastState = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = 1 } },
            },
        ];

        Assert.Equal("False/Failed", Text(StaticPodCheck.Of("p", new Observed<V1Pod>.Found(pod))));
    }

    [Theory]
    [InlineData("m", false, false, "True/Healthy")]
    [InlineData("other", false, false, "False/NotHealthy")]
    [InlineData("m", true, false, "False/NotHealthy")]
    [InlineData("m", false, true, "False/NotHealthy")]
    public void EtcdMember_AsToldByEtcd_IsCondition(string name, bool learner, bool alarm, string expected)
    {
        var etcd = new EtcdSnapshot([new EtcdMember(1, name) { IsLearner = learner, Alarms = alarm ? ["NOSPACE"] : [] }], 1);
        Assert.Equal(expected, Text(EtcdMemberCheck.Of("m", new Observed<EtcdSnapshot>.Found(etcd))));
    }

    [Fact]
    public void EtcdMember_NotAnswered_IsUnknown() => Assert.Equal(
        "Unknown/InspectionFailed",
        Text(EtcdMemberCheck.Of("m", new Observed<EtcdSnapshot>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no answer"))));

    [Theory]
    [InlineData(true, true, true, false, "True/Set")]
    [InlineData(false, true, true, false, "False/NotSet")]
    [InlineData(true, false, true, false, "False/NotSet")]
    [InlineData(true, false, false, false, "True/Set")]
    [InlineData(true, false, true, true, "True/Set")]
    public void Node_LabelAndTaint_IsCondition(bool label, bool taint, bool expectsTaint, bool wasSet, string expected) =>
        Assert.Equal(expected, Text(NodeCheck.Of(Node(label, taint), expectsTaint, wasSet)));

    [Theory]
    [InlineData(WorkloadState.NotInitialized, "Unknown/InspectionFailed")]
    [InlineData(WorkloadState.Down, "Unknown/ConnectionDown")]
    internal void Machine_ClusterNotConnected_IsUnknown(WorkloadState state, string expected)
    {
        var health = HealthInspection.Of(Make.Machine("m").Machine, managedEtcd: true, expectsTaint: true, new WorkloadView { State = state });

        Assert.Equal(6, health.States.Count);
        Assert.All(health.States.Values, s => Assert.Equal(expected, Text(s)));
    }

    [Fact]
    public void Machine_NodeCannotBeRead_IsUnknownAndSaysWhy()
    {
        var view = new WorkloadView
        {
            State = WorkloadState.Connected,
            Nodes = ImmutableDictionary<string, Observed<V1Node>>.Empty.Add(
                "m", new Observed<V1Node>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "cannot list nodes/v1: no leader")),
        };

        var health = HealthInspection.Of(Make.Machine("m").Machine, managedEtcd: true, expectsTaint: true, view);

        Assert.All(health.States.Values, s => Assert.Equal(ConditionState.Unknown("InspectionFailed", "cannot list nodes/v1: no leader"), s));
    }

    [Fact]
    public void Machine_NotInitializedButInspectedBefore_StaysAsItWas()
    {
        var machine = Make.Machine("m").Machine;
        machine.Status!.Conditions =
        [
            new() { Type = ControlPlaneMachineConditions.EtcdPodHealthy, Status = ConditionStatus.True, Reason = "Running", LastTransitionTime = default },
        ];

        var health = HealthInspection.Of(machine, managedEtcd: true, expectsTaint: true, WorkloadView.NotInitialized);

        Assert.Equal("True/Running", Text(health.States[ControlPlaneMachineConditions.EtcdPodHealthy]));
    }

    [Fact]
    public void Machine_AllWell_IsHealthyThroughout()
    {
        var view = new WorkloadView
        {
            State = WorkloadState.Connected,
            Nodes = ImmutableDictionary<string, Observed<V1Node>>.Empty.Add("m", new Observed<V1Node>.Found(Node(label: true, taint: true))),
            Pods = StaticPods.Of("m").ToImmutableDictionary(p => p, _ => (Observed<V1Pod>)new Observed<V1Pod>.Found(Pod("Running", ready: true))),
            Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd("m")),
        };

        var health = HealthInspection.Of(Make.Machine("m").Machine, managedEtcd: true, expectsTaint: true, view);

        Assert.All(health.States.Values, s => Assert.Equal("True", s.Status));
    }

    [Fact]
    public void Machine_Deleting_IsNotInspected() => Assert.All(
        HealthInspection.Of(Make.Machine("m").Deleting().Machine, managedEtcd: false, expectsTaint: true, WorkloadView.NotInitialized).States.Values,
        s => Assert.Equal("False/Deleting", Text(s)));

    private static string Text(ConditionState state) => $"{state.Status}/{state.Reason}";

    private static V1Pod Pod(string phase, bool ready) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p" },
        Status = new V1PodStatus
        {
            Phase = phase,
            Conditions = [new V1PodCondition { Type = "Ready", Status = ready ? "True" : "False" }, new V1PodCondition { Type = "PodScheduled", Status = "True" }],
        },
    };

    private static V1Node Node(bool label, bool taint) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "m",
            Labels = label ? new Dictionary<string, string>(StringComparer.Ordinal) { ["node-role.kubernetes.io/control-plane"] = "" } : null,
        },
        Spec = new V1NodeSpec { Taints = taint ? [new V1Taint { Key = "node-role.kubernetes.io/control-plane", Effect = "NoSchedule" }] : null },
        Status = new V1NodeStatus { Conditions = [new V1NodeCondition { Type = "Ready", Status = "True" }] },
    };
}

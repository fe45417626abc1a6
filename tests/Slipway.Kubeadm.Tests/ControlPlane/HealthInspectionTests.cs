using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
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
        pod.Status.ContainerStatuses = [Waiting("CrashLoopBackOff", exitCode: 1)];

        Assert.Equal("False/Failed", Text(StaticPodCheck.Of("p", new Observed<V1Pod>.Found(pod))));
    }

    [Fact]
    public void StaticPod_EndedWell_IsComingUpAgain()
    {
        var pod = Pod("Running", ready: false);
        pod.Status.ContainerStatuses = [Waiting("CrashLoopBackOff", exitCode: 0)];

        Assert.Equal(ConditionState.False("Provisioning", "Container c is waiting: CrashLoopBackOff"), Check(pod));
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("Pending")]
    public void StaticPod_ImageCannotBePulled_SaysSo(string phase)
    {
        var pod = Pod(phase, ready: false);
        pod.Status.ContainerStatuses = [Waiting("ImagePullBackOff", exitCode: null)];

        Assert.Equal(ConditionState.False("Provisioning", "Container c is waiting: ImagePullBackOff"), Check(pod));
    }

    [Fact]
    public void StaticPod_InitContainersRun_SaysSo()
    {
        var pod = Pod("Pending", ready: false);
        pod.Status.Conditions.Add(new V1PodCondition { Type = "Initialized", Status = "False" });

        Assert.Equal(ConditionState.False("Provisioning", "Running init containers"), Check(pod));
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
    [InlineData(false, true, true, true, "False/NotSet")]
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
        var view = View(Node(label: true, taint: true));

        var health = HealthInspection.Of(Make.Machine("m").Machine, managedEtcd: true, expectsTaint: true, view);

        Assert.All(health.States.Values, s => Assert.Equal("True", s.Status));
    }

    [Fact]
    public void Machine_Deleting_IsNotInspected() => Assert.All(
        HealthInspection.Of(Make.Machine("m").Deleting().Machine, managedEtcd: false, expectsTaint: true, WorkloadView.NotInitialized).States.Values,
        s => Assert.Equal("False/Deleting", Text(s)));

    [Fact]
    public void Machine_Deleting_ItsNodeIsStillMarked()
    {
        var view = View(Node(label: true, taint: true));

        var health = HealthInspection.Of(Make.Machine("m").Deleting().Machine, managedEtcd: true, expectsTaint: true, view);

        Assert.Equal("True/Set", Text(health.States[ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet]));
        Assert.Equal("False/Deleting", Text(health.States[ControlPlaneMachineConditions.APIServerPodHealthy]));
    }

    [Fact]
    public void Machine_NodeIsGone_ItsMemberIsAsEtcdTells()
    {
        var health = HealthInspection.Of(Make.Machine("m").Machine, managedEtcd: true, expectsTaint: true, View(node: null));

        Assert.Equal("True/Healthy", Text(health.States[ControlPlaneMachineConditions.EtcdMemberHealthy]));
        Assert.Equal(
            ConditionState.Unknown("InspectionFailed", "Node m does not exist"),
            health.States[ControlPlaneMachineConditions.EtcdPodHealthy]);
    }

    [Fact]
    public void Machine_NodeIsTaintedAsUnreachable_ItsPodsAreUnknown()
    {
        var node = Node(label: true, taint: true);
        node.Spec.Taints.Add(new V1Taint { Key = "node.kubernetes.io/unreachable", Effect = "NoExecute" });

        var health = HealthInspection.Of(Make.Machine("m").Machine, managedEtcd: true, expectsTaint: true, View(node));

        Assert.Equal(
            ConditionState.Unknown("InspectionFailed", "Node m is unreachable"),
            health.States[ControlPlaneMachineConditions.SchedulerPodHealthy]);
        Assert.Equal("True/Healthy", Text(health.States[ControlPlaneMachineConditions.EtcdMemberHealthy]));
    }

    [Fact]
    public void Node_NeitherLabelNorTaint_NamesBoth() => Assert.Equal(
        "Node m has neither the label node-role.kubernetes.io/control-plane nor the taint node-role.kubernetes.io/control-plane:NoSchedule",
        NodeCheck.Of(Node(label: false, taint: false), expectsTaint: true, wasSet: false).Message);

    [Fact]
    public void Node_TaintOfAnotherEffect_IsAnother()
    {
        var node = Node(label: true, taint: true);
        node.Spec.Taints[0].Effect = "PreferNoSchedule";

        Assert.Equal("False/NotSet", Text(NodeCheck.Of(node, expectsTaint: true, wasSet: false)));
    }

    [Theory]
    [InlineData("init: none", true)]
    [InlineData("join: none", true)]
    [InlineData("init: []", false)]
    [InlineData("init: other", false)]
    [InlineData("join: default", true)]
    [InlineData("no config", false)]
    [InlineData("machine: default", true)]
    public void Node_TaintOfTheControlPlane_IsExpectedWhereSomebodyGivesIt(string who, bool expected)
    {
        const string role = "node-role.kubernetes.io/control-plane";
        var machine = Make.Machine("m").Machine;
        machine.Spec!.Taints = who == "machine: default" ? [new MachineTaint { Key = role, Effect = "NoSchedule" }] : null;
        var registration = new NodeRegistrationOptions
        {
            Taints = who.Split(": ")[^1] switch
            {
                "none" => null,
                "default" when who.StartsWith("join", StringComparison.Ordinal) => [new() { Key = role, Effect = "NoSchedule" }],
                "other" => [new() { Key = "example.com/other", Effect = "NoSchedule" }],
                _ => [],
            },
        };
        var config = who == "no config" ? null : who.StartsWith("join", StringComparison.Ordinal)
            ? new KubeadmConfigSpec { JoinConfiguration = new JoinConfiguration { NodeRegistration = registration } }
            : new KubeadmConfigSpec { InitConfiguration = new InitConfiguration { NodeRegistration = registration } };

        Assert.Equal(expected, NodeCheck.ExpectsTaint(machine, config));
    }

    private static WorkloadView View(V1Node? node) => new()
    {
        State = WorkloadState.Connected,
        Nodes = ImmutableDictionary<string, Observed<V1Node>>.Empty.Add(
            "m", node is null ? new Observed<V1Node>.Absent() : new Observed<V1Node>.Found(node)),
        Pods = StaticPods.Of("m").ToImmutableDictionary(p => p, _ => Found(Pod("Running", ready: true))),
        Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd("m")),
    };

    private static Observed<V1Pod> Found(V1Pod pod) => new Observed<V1Pod>.Found(pod);

    private static ConditionState Check(V1Pod pod) => StaticPodCheck.Of("p", new Observed<V1Pod>.Found(pod));

    private static V1ContainerStatus Waiting(string reason, int? exitCode) => new()
    {
        Name = "c",
        State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = reason } },
        LastState = exitCode is { } code ? new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = code } } : null,
    };

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

using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class AvailableConditionTests
{
    [Theory]
    [InlineData(5, "True/Available", "")]
    [InlineData(
        60, "True/Available",
        "* 2 of 3 etcd members are healthy, at least 2 healthy member required for etcd quorum (ill: Machine c since 2026-11-23T11:59:00Z)\n"
        + "* 2 of 3 Machines have healthy control plane components, at least 1 required (ill: Machine c since 2026-11-23T11:59:00Z)")]
    public void Of_OneOfThreeIll_IsToldOfWhenItHasLasted(int seconds, string expected, string message)
    {
        var scope = Make.Scope(Make.Machine("a"), Make.Machine("b"), Ill("c", seconds, "EtcdMemberHealthy"));

        Assert.Equal((expected, message), Short(AvailableCondition.Of(scope)));
    }

    [Fact]
    public void Of_TwoOfThreeMembersIll_HasNoQuorumAndNamesThem() => Assert.Equal(
        (
            "False/NotAvailable",
            "* 1 of 3 etcd members is healthy, at least 2 healthy member required for etcd quorum "
            + "(ill: Machine b since 2026-11-23T11:59:00Z, Machine c since 2026-11-23T11:59:00Z)"),
        Short(AvailableCondition.Of(Make.Scope(Make.Machine("a"), Ill("b", 60, "EtcdMemberHealthy"), Ill("c", 60, "EtcdMemberHealthy")))));

    [Fact]
    public void Of_NoApiServer_SaysSo() => Assert.Equal(
        ("False/NotAvailable", "* There are no Machines with healthy control plane components, at least 1 required (ill: Machine a since 2026-11-23T11:59:00Z)"),
        Short(AvailableCondition.Of(Make.Scope(Ill("a", 60, "APIServerPodHealthy")))));

    [Fact]
    public void Of_Deleting_SaysWhatElseFallsShort()
    {
        var scope = Make.Scope(Ill("a", 60, "APIServerPodHealthy"));
        scope.Object.Metadata.DeletionTimestamp = Make.Now.UtcDateTime;

        Assert.Equal(
            (
                "False/NotAvailable",
                "* Control plane metadata.deletionTimestamp is set\n"
                + "* There are no Machines with healthy control plane components, at least 1 required "
                + "(ill: Machine a since 2026-11-23T11:59:00Z)"),
            Short(AvailableCondition.Of(scope)));
    }

    [Fact]
    public void Of_DeletingBeforeItWasInitialized_SaysThatItGoes()
    {
        var scope = Make.Scope() with { Workload = WorkloadView.NotInitialized };
        scope.Object.Metadata.DeletionTimestamp = Make.Now.UtcDateTime;

        Assert.Equal(("False/NotAvailable", "* Control plane metadata.deletionTimestamp is set"), Short(AvailableCondition.Of(scope)));
    }

    [Fact]
    public void Of_MachineThatHasNothingToTellYet_IsNotCountedAsHealthy() => Assert.Equal(
        "* 1 of 3 Machines has healthy control plane components, at least 1 required (ill: Machine b since 2026-11-23T11:59:00Z)",
        AvailableCondition.Of(Make.Scope(Make.Machine("a"), Ill("b", 60, "APIServerPodHealthy"), Make.Machine("c").NotJoined())).Message);

    [Fact]
    public void Of_TwoMembersThatNobodyHas_TheMachineThatComesMayHaveOneOfThem()
    {
        var scope = Make.Scope(Make.Machine("a"), Make.Machine("c").NotJoined());
        scope = scope with { Workload = scope.Workload with { Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd("a", "x", "y")) } };

        Assert.Equal(
            "* 1 of 3 etcd members is healthy, at least 2 healthy member required for etcd quorum "
            + "(ill: Machine c since 2026-11-23T12:00:00Z)",
            AvailableCondition.Of(scope).Message);
    }

    [Fact]
    public void Of_MemberWithoutMachine_DoesNotMatch()
    {
        var scope = Make.Scope(Make.Machine("a"));
        scope = scope with { Workload = scope.Workload with { Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd("a", "gone")) } };

        Assert.Equal(
            (
                "False/NotAvailable",
                "The list of etcd members does not match the list of Machines and Nodes: Etcd member gone does not have a corresponding Machine"),
            Short(AvailableCondition.Of(scope)));
        Assert.Equal(
            ("False/NotHealthy", "* Etcd member gone does not have a corresponding Machine"), Short(HealthConditions.Etcd(scope)));
        Assert.Equal("True", HealthConditions.Etcd(scope with { Machines = scope.Machines.Add(Make.Machine("new").NotJoined()) }).Status);
    }

    [Theory]
    [InlineData(1, "True/Available")]
    [InlineData(3, "False/NotAvailable")]
    public void Of_NodeWithoutMember_IsWaitedForTwoMinutes(int minutes, string expected)
    {
        var scope = Make.Scope(Make.Machine("a"), Make.Machine("b"), Make.Machine("c"));
        var node = new V1Node { Metadata = new V1ObjectMeta { Name = "c", CreationTimestamp = (Make.Now - TimeSpan.FromMinutes(minutes)).UtcDateTime } };
        scope = scope with
        {
            Workload = scope.Workload with
            {
                Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd("a", "b")), Nodes = ImmutableDictionary<string, Observed<V1Node>>.Empty.Add("c", new Observed<V1Node>.Found(node)),
            },
        };

        Assert.Equal(expected, Short(AvailableCondition.Of(scope)).Item1);
    }

    [Theory]
    [InlineData(1, "False/NotAvailable", "Waiting for etcd to report the list of members")]
    [InlineData(3, "Unknown/InspectionFailed", "Failed to get etcd members: no answer")]
    public void Of_EtcdSilent_IsUnknownAfterTwoMinutes(int minutes, string expected, string message)
    {
        var scope = Make.Scope(Make.Machine("a"));
        scope.Object.Status = new() { Conditions = [] };
        scope.Object.Status.Conditions.Set("Initialized", ConditionState.True("Initialized"), 1, Make.Now - TimeSpan.FromMinutes(minutes));
        scope = scope with
        {
            Workload = scope.Workload with { Etcd = new Observed<EtcdSnapshot>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no answer") },
        };

        Assert.Equal((expected, message), Short(AvailableCondition.Of(scope)));
    }

    [Fact]
    public void Components_NodeWithoutMachine_IsNamed()
    {
        var scope = Make.Scope(Make.Machine("a"));
        var nodes = new Observed<IReadOnlyList<string>>.Found(["a", "stray"]);
        scope = scope with { Workload = scope.Workload with { ControlPlaneNodes = nodes } };

        Assert.Equal(
            ("False/NotHealthy", "* Control plane Node stray does not have a corresponding Machine"), Short(HealthConditions.Components(scope)));
    }

    [Fact]
    public void Components_AllOfAMachineSayTheSame_SaysItOnce()
    {
        var scope = Make.Scope(Make.Machine("a") with { Health = MachineHealth.Uniform(managedEtcd: true, ConditionState.Unknown("InspectionFailed", "Node a is unreachable")) });

        Assert.Equal(
            "* Machine a:\n  * Control plane components: Node a is unreachable (since 2026-11-23T12:00:00Z)", HealthConditions.Components(scope).Message);
    }

    private static (string, string) Short(ConditionState state) => ($"{state.Status}/{state.Reason}", state.Message);

    private static ControlPlaneMachine Ill(string name, int seconds, string type)
    {
        var machine = Make.Machine(name).With(type, "False");
        (machine.Machine.Status!.Conditions ??= []).Set(type, ConditionState.False("NotHealthy"), 1, Make.Now - TimeSpan.FromSeconds(seconds));
        return machine;
    }
}

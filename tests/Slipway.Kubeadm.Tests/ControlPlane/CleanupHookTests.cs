using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

/// <summary>When a Machine that is deleted may leave etcd and be terminated.</summary>
public sealed class CleanupHookTests
{
    [Fact]
    public void Hook_OnlyMachine_IsTakenOff() => Assert.IsType<Effect.Patch>(Assert.Single(Assert.IsType<PhaseResult.Do>(Decide(Leaving("a"))).Effects));

    [Fact]
    public void Hook_AnotherIsOnItsWayOut_WaitsForItsEnd() => Assert.Equal(
        "Waiting for Machine b to be gone before Machine a leaves the control plane",
        Assert.IsType<PhaseResult.Wait>(Decide(Leaving("a"), Make.Machine("b").Deleting(), Make.Machine("c"))).Message);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hook_NoOtherServes_Waits_WhereverEtcdIs(bool managed) => Assert.Equal(
        "WaitingForHealthyControlPlane",
        Assert.IsType<PhaseResult.Wait>(Decide(managed, Leaving("a"), Make.Machine("b").With("APIServerPodHealthy", "False"))).Reason);

    [Fact]
    public void Hook_ExternalEtcd_IsTakenOffWhenAnotherServes() =>
        Assert.IsType<Effect.Patch>(Assert.Single(Assert.IsType<PhaseResult.Do>(Decide(managed: false, Leaving("a"), Make.Machine("b"))).Effects));

    [Fact]
    public void Hook_OthersHooks_GoFirst() => Assert.Contains(
        "pre-terminate.delete.hook.machine.cluster.x-k8s.io/mine",
        Assert.IsType<PhaseResult.Wait>(
            Decide(Leaving("a").Annotated("pre-terminate.delete.hook.machine.cluster.x-k8s.io/mine"), Make.Machine("b"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Hook_QuorumWouldBeLost_Waits() => Assert.Equal(
        "WaitingForEtcdQuorum",
        Assert.IsType<PhaseResult.Wait>(Decide(Leaving("a"), Make.Machine("b"), Make.Machine("c").With("EtcdMemberHealthy", "False"))).Reason);

    private static PhaseResult Decide(params ImmutableArray<ControlPlaneMachine> machines) => Decide(managed: true, [.. machines]);

    private static PhaseResult Decide(bool managed, params ControlPlaneMachine[] machines)
    {
        var config = managed ? null : new KubeadmConfigSpec { ClusterConfiguration = new() { Etcd = new() { External = new ExternalEtcd() } } };
        return new MembershipPhases(new EtcdEffects(null!)).CleanupHook(
            new ControlPlaneScope
            {
                Object = Make.ControlPlane(config: config),
                Cluster = new Observed<Cluster>.Found(Make.Cluster()),
                Machines = [.. machines],
                Workload = new WorkloadView
                {
                    State = WorkloadState.Connected,
                    Etcd = new Observed<EtcdSnapshot>.Found(Make.Etcd([.. machines.Select(m => m.Name)])),
                },
                Now = Make.Now,
            },
            Make.Now);
    }

    private static ControlPlaneMachine Leaving(string name)
    {
        var machine = Make.Machine(name).Deleting(minutes: 5).Annotated(MachineBlueprint.CleanupHook);
        (machine.Machine.Status!.Conditions ??= []).Set("Deleting", ConditionState.True("WaitingForPreTerminateHook"), 1, Make.Now);
        return machine;
    }
}

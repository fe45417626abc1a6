using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class DeletionPhaseTests
{
    [Fact]
    public void Decide_WorkersLeft_WaitsForThem() =>
        Assert.Equal("WaitingForWorkersDeletion", Assert.IsType<PhaseResult.Wait>(Decide(Scope(Make.Machine("a")) with { Workers = ["Machines: w"] })).Reason);

    [Fact]
    public void Decide_ClusterNotRead_KeepsTheFinalizer() => Assert.IsType<PhaseResult.Fail>(
        Decide(Scope() with { Cluster = new Observed<Cluster>.Unknown(ErrorCodes.ApiUnavailable, "no answer") }));

    [Fact]
    public void Decide_ClusterGone_StillDeletesTheMachines() => Assert.IsType<Effect.Delete>(
        Assert.IsType<PhaseResult.Do>(Decide(Scope(Make.Machine("a")) with { Cluster = new Observed<Cluster>.Absent() })).Effects[0]);

    [Fact]
    public void Decide_MachinesWithHooks_TakesHooksOffAndDeletesAll()
    {
        var effects = Assert.IsType<PhaseResult.Do>(
            Decide(Scope(Make.Machine("a").Annotated(MachineBlueprint.CleanupHook), Make.Machine("b").Deleting()))).Effects;

        Assert.Collection(effects, e => Assert.IsType<Effect.Patch>(e), e => Assert.Equal("a", Assert.IsType<Effect.Delete>(e).Key.Name));
    }

    [Fact]
    public void Decide_NothingLeft_LetsGo() =>
        Assert.IsType<Effect.RemoveFinalizer>(Assert.Single(Assert.IsType<PhaseResult.Do>(Decide(Scope())).Effects));

    [Fact]
    public void Decide_NoMachineButWorkers_LetsGo() => Assert.IsType<Effect.RemoveFinalizer>(
        Assert.Single(Assert.IsType<PhaseResult.Do>(Decide(Scope() with { Workers = ["Machines: w"] })).Effects));

    private static PhaseResult Decide(ControlPlaneScope scope) => DeletionPhase.Decide(scope, Make.Now);

    private static ControlPlaneScope Scope(params ImmutableArray<ControlPlaneMachine> machines) => new()
    {
        Object = Make.ControlPlane(),
        Cluster = new Observed<Cluster>.Found(Make.Cluster()),
        Machines = machines,
        Now = Make.Now,
    };
}

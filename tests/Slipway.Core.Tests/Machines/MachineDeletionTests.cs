using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Deletion;
using Slipway.Kubernetes.Objects;
using static Slipway.Core.Tests.Machines.MachineScopes;

namespace Slipway.Core.Tests.Machines;

public sealed class MachineDeletionTests
{
    private static readonly Observed<ContractObject> Provisioned = Part("DevMachine", """{"initialization":{"provisioned":true}}""");

    [Theory]
    [InlineData("pre-drain.delete.hook.machine.cluster.x-k8s.io/x", true)]
    [InlineData("pre-drain.delete.hook.machine.cluster.x-k8s.io", true)]
    [InlineData("other", false)]
    public void PreDrainHook_Annotated_Waits(string annotation, bool waits)
    {
        var scope = Deleting(refusal: null);
        scope.Machine.Metadata.Annotations = new Dictionary<string, string> { [annotation] = "" };

        Assert.Equal(waits, HookPhase.PreDrain.Decide(scope, Now) is PhaseResult.Wait);
    }

    [Fact]
    public void PreTerminateHook_NodeNotTouched_StillWaits()
    {
        var scope = Deleting(refusal: "the Cluster is being deleted");
        scope.Machine.Metadata.Annotations = new Dictionary<string, string> { ["pre-terminate.delete.hook.machine.cluster.x-k8s.io/kcp-cleanup"] = "" };

        Assert.IsType<PhaseResult.Done>(HookPhase.PreDrain.Decide(scope, Now));
        Assert.Equal(MachineReasons.WaitingForPreTerminateHook, Assert.IsType<PhaseResult.Wait>(HookPhase.PreTerminate.Decide(scope, Now)).Reason);
    }

    [Fact]
    public void Deletion_ControlPlaneUnreadable_DecidesNothing()
    {
        var scope = Deleting(refusal: null);
        scope = scope with { Deletion = scope.Deletion! with { Undecided = (Observed<ContractObject>.Unknown)Unknown } };

        Assert.IsType<PhaseResult.Fail>(HookPhase.PreDrain.Decide(scope, Now));
    }

    [Fact]
    public void Drain_Refused_IsSkipped() => Assert.True(DrainPhase.IsSkipped(Deleting(refusal: "the Machine has no Node"), Now));

    [Fact]
    public void Drain_Wanted_IsNotSkipped() => Assert.False(DrainPhase.IsSkipped(Deleting(refusal: null), Now));

    [Fact]
    public void Drain_ExcludedByAnnotation_IsSkipped()
    {
        var scope = Deleting(refusal: null);
        scope.Machine.Metadata.Annotations = new Dictionary<string, string> { [MachineAnnotations.ExcludeNodeDraining] = "" };

        Assert.True(DrainPhase.IsSkipped(scope, Now));
    }

    [Theory]
    [InlineData(10, 9, false)]
    [InlineData(10, 10, true)]
    [InlineData(0, 100, false)]
    [InlineData(null, 100, false)]
    public void Drain_TimeElapsed_IsSkipped(int? limit, int elapsed, bool skipped)
    {
        var scope = Deleting(refusal: null);
        scope.Machine.Spec!.Deletion = new() { NodeDrainTimeoutSeconds = limit };
        scope.Machine.Status = new MachineStatus { Deletion = new() { NodeDrainStartTime = Now.UtcDateTime.AddSeconds(-elapsed) } };

        Assert.Equal(skipped, DrainPhase.IsSkipped(scope, Now));
    }

    [Fact]
    public void Parts_AreDeletedOneAfterTheOther()
    {
        Assert.IsType<PhaseResult.Do>(PartDeletionPhase.Infrastructure.Decide(Deleting(null), Now));
        Assert.IsType<PhaseResult.Wait>(PartDeletionPhase.Infrastructure.Decide(Deleting(null, Part("DevMachine", deleting: true)), Now));
        Assert.IsType<PhaseResult.Done>(PartDeletionPhase.Infrastructure.Decide(Deleting(null, Absent), Now));
        Assert.IsType<PhaseResult.Fail>(PartDeletionPhase.Infrastructure.Decide(Deleting(null, Unknown), Now));
    }

    [Theory]
    [InlineData(10, 5, 60, false)]
    [InlineData(10, 10, 60, true)]
    [InlineData(100, 10, 60, false)]
    [InlineData(0, 60, 600, false)]
    public void NodeDeletion_PatienceUsedUpByTheDrain_IsTriedForAWhile(int limit, int tried, int deletedFor, bool givenUp)
    {
        var scope = Deleting(refusal: null);
        scope.Machine.Metadata.DeletionTimestamp = Now.UtcDateTime.AddSeconds(-deletedFor);
        scope.Machine.Spec!.Deletion = new() { NodeDeletionTimeoutSeconds = limit };
        scope = scope with { Deletion = scope.Deletion! with { NodeDeletionTried = TimeSpan.FromSeconds(tried) } };

        Assert.Equal(givenUp, NodeDeletionPhase.Decide(scope, Now) is PhaseResult.Done);
    }

    [Fact]
    public void NodeDeletion_ThatIsRefused_IsToldOfByAnEvent()
    {
        var node = new V1Node { Metadata = new V1ObjectMeta { Name = "n", Uid = "u" } };
        var scope = Deleting(refusal: null) with
        {
            Node = new NodeObservation(
                new Observed<IWorkloadCluster>.Found(new RefusingCluster()),
                new Observed<KubeObject>.Found(KubeObject.From(KubeJson.ToJsonObject(node, BuiltInTypes.Node.Json))),
                node),
        };

        var delete = Assert.IsType<Effect.Delete>(Assert.Single(Assert.IsType<PhaseResult.Do>(NodeDeletionPhase.Decide(scope, Now)).Effects));
        Assert.Equal(new Effect.Emit("Warning", "FailedDeleteNode", "error deleting Machine's Node \"n\""), delete.OnFailure);
    }

    [Fact]
    public void NodeRefusal_ForEachCause_IsSaid()
    {
        var deleted = Cluster();
        deleted.Metadata.DeletionTimestamp = Now.UtcDateTime;

        Assert.NotNull(NodeRefusals.Of(deleted, hasNode: true, controlPlane: null, activeControlPlaneMachines: 1));
        Assert.NotNull(NodeRefusals.Of(Cluster(), hasNode: false, controlPlane: null, activeControlPlaneMachines: 1));
        Assert.NotNull(NodeRefusals.Of(Cluster(), hasNode: true, controlPlane: null, activeControlPlaneMachines: 0));
        Assert.NotNull(NodeRefusals.Of(Cluster(), hasNode: true, Part("KubeadmControlPlane", deleting: true), activeControlPlaneMachines: 1));
        Assert.Null(NodeRefusals.Of(Cluster(), hasNode: true, Part("KubeadmControlPlane", """{"externalManagedControlPlane":true}"""), activeControlPlaneMachines: 0));
        Assert.Null(NodeRefusals.Of(Cluster(), hasNode: true, Part("KubeadmControlPlane"), activeControlPlaneMachines: 1));
    }

    private static MachineScope Deleting(string? refusal, Observed<ContractObject>? infrastructure = null) =>
        Scope(Machine(deleting: true), infrastructure ?? Provisioned) with { Deletion = new DeletionObservation(refusal) };
}

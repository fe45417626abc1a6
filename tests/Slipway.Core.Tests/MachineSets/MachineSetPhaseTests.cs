using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Report;
using Slipway.Core.MachineSets.Phases;
using Slipway.Core.MachineSets.Report;
using static Slipway.Core.Tests.MachineSets.SetScopes;

namespace Slipway.Core.Tests.MachineSets;

public sealed class MachineSetPhaseTests
{
    [Fact]
    public void Adoption_OfAnOrphan_KeepsItsOtherOwnersAndTellsOfIt()
    {
        var orphan = Machine("m");
        orphan.Metadata.OwnerReferences = [new V1OwnerReference { ApiVersion = "cluster.x-k8s.io/v1beta2", Kind = "Cluster", Name = "demo", Uid = "c" }];

        var effects = Assert.IsType<PhaseResult.Do>(AdoptionPhase.Decide(Scope() with { Orphans = [orphan] })).Effects;

        var patch = Assert.IsType<Effect.Patch>(effects[0]);
        Assert.Equal(["c", "s"], patch.Body["metadata"]!["ownerReferences"]!.AsArray().Select(o => (string?)o!["uid"]));
        Assert.Equal("7", (string?)patch.Body["metadata"]!["resourceVersion"]);
        Assert.Equal("Adopted Machine \"m\"", Assert.IsType<Effect.Emit>(effects[1]).Message);
        Assert.Single(orphan.Metadata.OwnerReferences);
    }

    [Fact]
    public void InPlace_OfAMachineThatGoes_BringsOnlyWhatBearsOnItsGoing()
    {
        var machine = Machine("m", TimeSpan.FromMinutes(1));
        machine.Metadata.Labels.Clear();
        var scope = Scope(machine);
        scope.Set.Spec!.Template!.Spec!.Deletion = new() { NodeDrainTimeoutSeconds = 30 };

        var patch = Assert.IsType<Effect.Patch>(Assert.Single(Assert.IsType<PhaseResult.Do>(InPlacePhase.Decide(scope)).Effects));

        Assert.Equal("""{"spec":{"deletion":{"nodeDrainTimeoutSeconds":30}}}""", patch.Body.ToJsonString());
    }

    [Fact]
    public void ScalingDown_OfMachinesThatTakeLong_NamesThem()
    {
        var drained = Machine("a", TimeSpan.FromMinutes(20));
        drained.Status!.Deletion = new() { NodeDrainStartTime = Now.UtcDateTime.AddMinutes(-20) };
        drained.Status.Conditions!.Set("Deleting", ConditionState.True("DrainingNode", "* Pod d/p: waiting for completion"), 1, Now);
        var scope = Scope(drained, Machine("b", TimeSpan.FromMinutes(16)), Machine("c", TimeSpan.FromMinutes(1)));
        scope.Set.Spec!.Replicas = 0;

        Assert.Equal(
            "Scaling down from 3 to 0 replicas\n* Machines a, b are in deletion since more than 15m, delay likely due to Pods not completed yet",
            MachineSetScaling.Down(scope, Now).Message);
        Assert.Equal(TimeSpan.FromMinutes(14), StaleMachines.NextChange(scope.Machines, Now));
    }

    [Fact]
    public void Remediating_ByWhoIsDealtWith()
    {
        var unhealthy = Machine("a");
        unhealthy.Status!.Conditions!.Set("HealthCheckSucceeded", ConditionState.False("UnhealthyNode", "x"), 1, Now);

        var none = MachineAggregates.Remediating([unhealthy], "not to be remediated by MachineSet");
        unhealthy.Status.Conditions!.Set("OwnerRemediated", ConditionState.False("WaitingForRemediation", "Waiting for remediation"), 1, Now);
        var some = MachineAggregates.Remediating([unhealthy], "not to be remediated by MachineSet");

        Assert.Equal(("False", "Machine a is not healthy (not to be remediated by MachineSet)"), (none.Status, none.Message));
        Assert.Equal(("True", "* Machine a: Waiting for remediation"), (some.Status, some.Message));
    }

    [Theory]
    [InlineData(0, 0, "Deletion completed")]
    [InlineData(0, 2, "Deleting 2 MachineSets")]
    [InlineData(1, 1, "Deleting 1 Machine")]
    public void Deleting_TellsWhatIsLeft(int machines, int sets, string expected)
    {
        var state = OwnerDeleting.Of(deleting: true, [.. Enumerable.Range(0, machines).Select(i => Machine($"m{i}"))], sets, Now);

        Assert.Equal(("Deleting", expected), (state.Reason, state.Message));
    }
}

using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Report;
using static Slipway.Core.Tests.Machines.MachineScopes;

namespace Slipway.Core.Tests.Machines;

public sealed class MachineConditionTests
{
    [Theory]
    [InlineData(false, false, "False/ObjectDoesNotExist/DevMachine m does not exist")]
    [InlineData(false, true, "False/ObjectDeleted/DevMachine has been deleted while the Machine still exists")]
    [InlineData(true, true, "False/ObjectDeleted/DevMachine has been deleted")]
    [InlineData(true, false, "False/ObjectDoesNotExist/DevMachine m does not exist")]
    public void InfrastructureReady_Missing(bool deleting, bool provisioned, string expected)
    {
        var machine = Machine(deleting);
        machine.Status = new MachineStatus { Initialization = new() { InfrastructureProvisioned = provisioned } };

        Assert.Equal(expected, Text(InfrastructureReady.Of(Scope(machine))));
    }

    [Theory]
    [InlineData("""{"conditions":[{"type":"Ready","status":"True"}]}""", "True/Ready/")]
    [InlineData("""{"conditions":[{"type":"Ready","status":"Maybe"}]}""", "Unknown/InvalidConditionReported/DevMachine m reports condition Ready with status \"Maybe\": True, False or Unknown was expected")]
    [InlineData("""{"conditions":[{"type":"Ready","status":7}]}""", "Unknown/InvalidConditionReported/DevMachine m reports condition Ready with status \"\": True, False or Unknown was expected")]
    [InlineData("{}", "False/NotReady/DevMachine status.initialization.provisioned is false")]
    public void InfrastructureReady_Reported(string status, string expected) =>
        Assert.Equal(expected, Text(InfrastructureReady.Of(Scope(infrastructure: Part("DevMachine", status)))));

    [Theory]
    [InlineData(false, true, "False/ObjectDoesNotExist/KubeadmConfig m does not exist")]
    [InlineData(true, true, "False/ObjectDeleted/KubeadmConfig has been deleted")]
    public void BootstrapConfigReady_Missing(bool deleting, bool created, string expected)
    {
        var machine = Machine(deleting);
        machine.Status = new MachineStatus { Initialization = new() { BootstrapDataSecretCreated = created } };

        Assert.Equal(expected, Text(BootstrapConfigReady.Of(Scope(machine), machine)));
    }

    [Theory]
    [InlineData(1, "DrainingNode", "cannot evict pod as it would violate the pod's disruption budget.", "* Deleting: Machine deletion in progress, stage: DrainingNode")]
    [InlineData(20, "WaitingForInfrastructureDeletion", "", "* Deleting: Machine deletion in progress since more than 15m, stage: WaitingForInfrastructureDeletion")]
    [InlineData(
        20,
        "DrainingNode",
        "cannot evict pod as it would violate the pod's disruption budget. x\n* Pod a: waiting for completion",
        "* Deleting: Machine deletion in progress since more than 15m, stage: DrainingNode, delay likely due to PodDisruptionBudgets, Pods not completed yet")]
    public void Ready_Deleting_TellsTheStageAndWhatHoldsItUp(int minutes, string reason, string message, string expected)
    {
        var machine = Machine(deleting: true);
        machine.Metadata.DeletionTimestamp = Now.UtcDateTime.AddMinutes(-minutes);
        machine.Status = new MachineStatus { Deletion = new() { NodeDrainStartTime = Now.UtcDateTime.AddMinutes(-minutes) } };
        List<Condition> conditions = [];
        conditions.Set("Deleting", ConditionState.True(reason, message), 1, Now);
        conditions.Set("Updating", ConditionState.False("NotUpdating"), 1, Now);
        conditions.Set("BootstrapConfigReady", ConditionState.False("ObjectDeleted", "KubeadmConfig has been deleted"), 1, Now);
        conditions.Set("InfrastructureReady", ConditionState.True("Ready"), 1, Now);
        conditions.Set("NodeHealthy", ConditionState.False("NodeDeleted", "Node has been deleted"), 1, Now);

        var ready = MachineReady.Of(machine, conditions, Now);

        Assert.Equal($"False/NotReady/{expected}", Text(ready));
    }

    [Theory]
    [InlineData("True", "False", "True/NodeHealthy/")]
    [InlineData("False", "False", "False/NodeNotHealthy/* Node.Ready: Condition is False")]
    [InlineData("Unknown", "Unknown", "Unknown/NodeHealthyUnknown/* Node.AllConditions: Condition is Unknown")]
    [InlineData("True", null, "Unknown/NodeHealthyUnknown/* Node.MemoryPressure: Condition not yet reported\n* Node.DiskPressure: Condition not yet reported\n* Node.PIDPressure: Condition not yet reported")]
    public void NodeHealthy_OfConditions(string ready, string? pressure, string expected)
    {
        var conditions = new List<V1NodeCondition> { new() { Type = "Ready", Status = ready } };
        conditions.AddRange(pressure is null ? [] : new[] { "MemoryPressure", "DiskPressure", "PIDPressure" }.Select(t => new V1NodeCondition { Type = t, Status = pressure }));

        Assert.Equal(expected, Text(NodeHealth.Healthy(new V1Node { Status = new V1NodeStatus { Conditions = conditions } })));
    }

    [Theory]
    [InlineData(false, 0, null, "ConnectionDown/Remote connection not established yet")]
    [InlineData(true, 4, null, "null")]
    [InlineData(true, 5, null, "ConnectionDown/")]
    [InlineData(true, 9, -60, "null")]
    [InlineData(true, 9, -600, "ConnectionDown/Last successful probe at 2026-05-01T11:50:00Z")]
    public void NodeReady_WithoutConnection_LastKnownCountsForAWhile(bool known, int failures, int? lastSuccess, string expected)
    {
        var machine = Machine();
        machine.Spec!.ProviderID = "dev://m";
        machine.Status = new MachineStatus { Conditions = [] };
        if (known)
        {
            machine.Status.Conditions.Set("NodeReady", ConditionState.True("NodeReady"), 1, Now);
        }

        var health = new ClusterHealth(Now, lastSuccess is { } s ? Now.AddSeconds(s) : null, failures);
        var state = NodeConditions.Of(Scope(machine) with { Health = health }, machine, Now)?.Ready;

        Assert.Equal(expected, state is { } told ? $"{told.Reason}/{told.Message}" : "null");
    }

    [Theory]
    [InlineData(null, "ConnectionDown/Remote connection not established yet")]
    [InlineData(-1, "InspectionFailed/Waiting for DevMachine to report spec.providerID")]
    [InlineData(-600, "ConnectionDown/Last successful probe at 2026-05-01T11:50:00Z")]
    public void NodeReady_NobodyKnowsTheIdentifierYet_ItIsWaitedForWhileTheClusterAnswers(int? lastSuccess, string expected)
    {
        var machine = Machine();
        var health = new ClusterHealth(Now, lastSuccess is { } s ? Now.AddSeconds(s) : null, 0);

        var state = NodeConditions.Of(Scope(machine) with { Health = health }, machine, Now)!.Value.Ready;

        Assert.Equal(expected, $"{state.Reason}/{state.Message}");
    }

    [Fact]
    public void NodeReady_NobodyKnowsTheIdentifierYet_AProgramThatHasJustStartedKeepsWhatWasSaid()
    {
        var machine = Machine();
        machine.Status = new MachineStatus { Conditions = [] };
        machine.Status.Conditions.Set("NodeReady", ConditionState.Unknown("InspectionFailed", "Waiting for DevMachine to report spec.providerID"), 1, Now);

        Assert.Null(NodeConditions.Of(Scope(machine) with { Health = new ClusterHealth(Now, null, 0) }, machine, Now));
    }

    [Theory]
    [InlineData(true, true, "False/NodeDeleted/Node n has been deleted")]
    [InlineData(true, false, "Unknown/NodeDoesNotExist/Node does not exist")]
    [InlineData(false, true, "False/NodeDeleted/Node n has been deleted while the Machine still exists")]
    public void NodeReady_NodeMissing(bool deleting, bool referred, string expected)
    {
        var machine = Machine(deleting);
        machine.Spec!.ProviderID = "dev://m";
        machine.Status = new MachineStatus { NodeRef = referred ? new() { Name = "n" } : null };
        var scope = Scope(machine) with { Node = NodeObservation.NotAsked with { Connection = new Observed<IWorkloadCluster>.Found(new NoCluster()) } };

        Assert.Equal(expected, Text(NodeConditions.Of(scope, machine, Now)!.Value.Ready));
    }

    [Fact]
    public void Facts_OfAFailureForGood_AreKept()
    {
        var machine = Machine();
        var status = new MachineStatus();
        MachineFacts.Fill(Scope(machine, Part("DevMachine", """{"failureReason":"CreateError","failureMessage":"no quota"}""")), machine, status);
        MachineFacts.Fill(Scope(machine, Part("DevMachine")), machine, status);

        Assert.Equal("CreateError", status.Deprecated!.V1Beta1!.FailureReason);
        Assert.Equal(
            "Failure detected from referenced resource infrastructure.cluster.x-k8s.io/v1beta2, Kind=DevMachine with name \"m\": no quota",
            status.Deprecated.V1Beta1.FailureMessage);
    }

    private static string Text(ConditionState state) => $"{state.Status}/{state.Reason}/{state.Message}";
}

using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Report;
using Slipway.Kubernetes.Objects;
using static Slipway.Core.Tests.Machines.MachineScopes;

namespace Slipway.Core.Tests.Machines;

public sealed class MachineReportTests
{
    [Fact]
    public void Report_OfRunningMachine_ListsConditionsAsUpstreamDoes()
    {
        var machine = Running(out var scope);

        MachineReport.Fill(scope, new PassOutcome([]), machine, Now);

        Assert.Equal(
            [
                "Available=True/Available", "Ready=True/Ready", "BootstrapConfigReady=True/Ready", "InfrastructureReady=True/Ready",
                "NodeHealthy=True/NodeHealthy", "NodeReady=True/NodeReady", "Updating=False/NotUpdating", "Paused=False/NotPaused", "Deleting=False/NotDeleting",
            ],
            machine.Status!.Conditions!.Select(c => $"{c.Type}={c.Status}/{c.Reason}"));
        Assert.Equal(
            ["Ready=True/", "BootstrapReady=True/", "InfrastructureReady=True/Ready", "NodeHealthy=True/"],
            machine.Status.Deprecated!.V1Beta1!.Conditions!.Select(c => $"{c.Type}={c.Status}/{c.Reason}"));
        Assert.Equal(MachinePhase.Running, machine.Status.Phase);
        Assert.Equal("m", machine.Status.NodeRef!.Name);
        Assert.Equal(1, machine.Status.ObservedGeneration);
    }

    [Fact]
    public void Report_Again_ChangesNothing()
    {
        var machine = Running(out var scope);
        MachineReport.Fill(scope, new PassOutcome([]), machine, Now);
        var before = Slipway.Kubernetes.Objects.KubeJson.ToJsonObject(machine, Api.CoreTypes.Machine.Json).ToJsonString();

        MachineReport.Fill(scope with { Machine = machine }, new PassOutcome([]), machine, Now.AddMinutes(3));

        Assert.Equal(before, KubeJson.ToJsonObject(machine, Api.CoreTypes.Machine.Json).ToJsonString());
    }

    [Fact]
    public void Report_DeletingWithoutConnection_SaysNothingNewOfTheNode()
    {
        var machine = Running(out var scope);
        MachineReport.Fill(scope, new PassOutcome([]), machine, Now);
        machine.Metadata.DeletionTimestamp = Now.UtcDateTime;
        var unknown = new NodeObservation(
            scope.Node.Connection, new Observed<KubeObject>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "not connected yet"), Node: null);

        MachineReport.Fill(scope with { Machine = machine, Node = unknown }, new PassOutcome([]), machine, Now);

        // "Deleting" would say that there is no Node any more.
        Assert.NotEqual("Deleting", machine.Status!.Deprecated!.V1Beta1!.Conditions!.Single(c => c.Type == "NodeHealthy").Reason);
    }

    [Fact]
    public void Report_KeepsConditionsOfOthers()
    {
        var machine = Running(out var scope);
        machine.Status!.Conditions = [];
        machine.Status.Conditions.Set("EtcdMemberHealthy", ConditionState.True("Healthy"), 1, Now.AddDays(-1));

        MachineReport.Fill(scope, new PassOutcome([]), machine, Now);

        Assert.Equal(Now.AddDays(-1).UtcDateTime, machine.Status.Conditions.Find("EtcdMemberHealthy")!.LastTransitionTime);
    }

    [Theory]
    [InlineData(30, -60, "True/Available")]
    [InlineData(30, -10, "False/WaitingForMinReadySeconds")]
    public void Available_ByTimeOfReadiness(int minReadySeconds, int readySince, string expected)
    {
        var machine = Machine();
        machine.Spec!.MinReadySeconds = minReadySeconds;
        List<Api.Shared.Condition> conditions = [];
        conditions.Set("Ready", ConditionState.True("Ready"), 1, Now.AddSeconds(readySince));

        var state = MachineAvailable.Of(machine, conditions[0], Now);

        Assert.Equal(expected, $"{state.Status}/{state.Reason}");
    }

    [Fact]
    public void ControlPlaneComponents_SayingTheSame_AreJoined() => Assert.Equal(
        "* NodeHealthy: x\n* Control plane components: not yet\n* EtcdMemberHealthy: not yet",
        ControlPlaneComponents.Group("* NodeHealthy: x\n* APIServerPodHealthy: not yet\n* EtcdPodHealthy: not yet\n* EtcdMemberHealthy: not yet"));

    [Fact]
    public void NodeReady_IsSoSinceTheNodeSaysSo()
    {
        var machine = Running(out var scope);
        var ready = scope.Node.Node!.Status.Conditions[0];
        ready.LastTransitionTime = Now.UtcDateTime.AddMinutes(-7);

        MachineReport.Fill(scope, new PassOutcome([]), machine, Now);

        Assert.Equal(Now.UtcDateTime.AddMinutes(-7), machine.Status!.Conditions.Find(MachineConditions.NodeReady)!.LastTransitionTime);
        Assert.Equal(Now.UtcDateTime, machine.Status.Conditions.Find(MachineConditions.NodeHealthy)!.LastTransitionTime);

        // As long as it says the same, the time stays, whatever the Node says of it.
        ready.LastTransitionTime = Now.UtcDateTime;
        MachineReport.Fill(scope, new PassOutcome([]), machine, Now.AddMinutes(1));
        Assert.Equal(Now.UtcDateTime.AddMinutes(-7), machine.Status.Conditions.Find(MachineConditions.NodeReady)!.LastTransitionTime);
    }

    private static Machine Running(out MachineScope scope)
    {
        var machine = Machine();
        machine.Spec!.ProviderID = "dev://m";
        machine.Spec.Bootstrap!.DataSecretName = "m";
        machine.Status = new MachineStatus { Initialization = new() { InfrastructureProvisioned = true, BootstrapDataSecretCreated = true } };
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta { Name = "m" },
            Status = new V1NodeStatus
            {
                NodeInfo = new V1NodeSystemInfo { KubeletVersion = "v1.31.0" },
                Conditions = [Condition("Ready", "True"), Condition("MemoryPressure", "False"), Condition("DiskPressure", "False"), Condition("PIDPressure", "False")],
            },
        };
        scope = Scope(
            machine,
            Part("DevMachine", """{"initialization":{"provisioned":true},"conditions":[{"type":"Ready","status":"True","reason":"Ready"}]}""", """{"providerID":"dev://m"}"""),
            Part("KubeadmConfig", """{"dataSecretName":"m","initialization":{"dataSecretCreated":true}}""")) with
        {
            Node = new NodeObservation(
                new Observed<IWorkloadCluster>.Found(new NoCluster()),
                new Observed<KubeObject>.Found(KubeObject.From(Kubernetes.Objects.KubeJson.ToJsonObject(node, BuiltInTypes.Node.Json))),
                node),
        };
        return machine;

        static V1NodeCondition Condition(string type, string status) => new() { Type = type, Status = status };
    }
}

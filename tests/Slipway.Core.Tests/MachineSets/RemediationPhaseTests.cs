using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineSets;
using Slipway.Core.MachineSets.Phases;
using Slipway.Core.Tests.Machines;
using Slipway.Core.Tests.MachineHealthChecks;

namespace Slipway.Core.Tests.MachineSets;

public sealed class RemediationPhaseTests
{
    private const string Revision = "machinedeployment.clusters.x-k8s.io/revision";

    [Fact]
    public void Decide_UnhealthyMachine_IsMarkedThenDeleted() =>
        Assert.Equal(["a MachineDeleting", "delete a"], Effects(Scope(null, Machine("a"))));

    [Fact]
    public void Decide_HealthyAgain_TakesTheConditionAway()
    {
        var machine = Machine("a");
        machine.Status!.Conditions![0].Status = "True";

        Assert.Equal(["a -"], Effects(Scope(null, machine)));
    }

    [Fact]
    public void Decide_OldRevision_LeavesItToTheRollout()
    {
        var scope = Scope(null, Machine("a"));
        scope.Set.Metadata.Annotations![Revision] = "1";

        Assert.Equal(["a CannotBeRemediated"], Effects(scope));
    }

    [Theory]
    [InlineData("2", "b MachineDeleting|c MachineDeleting|a RemediationDeferred|delete b|delete c")]
    [InlineData("25%", "b MachineDeleting|a RemediationDeferred|c RemediationDeferred|delete b")]
    [InlineData("0", "a RemediationDeferred|b RemediationDeferred|c RemediationDeferred")]
    public void Decide_MaxInFlight_TakesTheNewestFirst(string most, string expected)
    {
        var scope = Scope(most, Machine("a", age: 3), Machine("b", age: 1), Machine("c", age: 2));

        Assert.Equal(expected.Split('|').Order(StringComparer.Ordinal), Effects(scope).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Decide_RemediationUnderWay_CountsAgainstTheLimit()
    {
        var leaving = Machine("a", reason: "MachineDeleting");
        leaving.Metadata.DeletionTimestamp = MachineScopes.Now.UtcDateTime;

        Assert.Equal(["b RemediationDeferred"], Effects(Scope("1", leaving, Machine("b"))));
    }

    [Fact]
    public void Decide_MarkedByHand_GoesFirst()
    {
        var marked = Machine("z", age: 9);
        marked.Metadata.Annotations = new Dictionary<string, string> { ["cluster.x-k8s.io/remediate-machine"] = "" };

        Assert.Contains("delete z", Effects(Scope("1", Machine("a"), marked)));
    }

    [Fact]
    public void Decide_DeploymentNotRead_DoesNothing() =>
        Assert.IsType<PhaseResult.Done>(RemediationPhase.Decide(Scope("1", Machine("a")) with { Deployment = null }, MachineScopes.Now));

    private static Machine Machine(string name, int age = 0, string reason = "WaitingForRemediation")
    {
        var machine = HealthCheckScopes.Target(
            name, null, HealthCheckScopes.Condition("HealthCheckSucceeded", "False"), HealthCheckScopes.Condition("OwnerRemediated", "False", reason: reason)).Machine;
        machine.Metadata.CreationTimestamp = MachineScopes.Now.UtcDateTime.AddMinutes(-age);
        return machine;
    }

    private static MachineSetScope Scope(string? maxInFlight, params Machine[] machines) => new()
    {
        Set = new MachineSet
        {
            Metadata = new V1ObjectMeta
            {
                Name = "s",
                NamespaceProperty = "default",
                Annotations = new Dictionary<string, string> { [Revision] = "2" },
                OwnerReferences = [new V1OwnerReference { Kind = "MachineDeployment", Controller = true, Name = "d", Uid = "d" }],
            },
            Spec = new MachineSetSpec { ClusterName = "demo", Replicas = machines.Length },
        },
        Cluster = new Observed<Cluster>.Found(MachineScopes.Cluster()),
        Deployment = new MachineDeployment
        {
            Metadata = new V1ObjectMeta { Name = "d", Annotations = new Dictionary<string, string> { [Revision] = "2" } },
            Spec = new MachineDeploymentSpec
            {
                Replicas = 4,
                Remediation = maxInFlight is null ? null : new MachineDeploymentRemediation { MaxInFlight = maxInFlight },
            },
        },
        Machines = [.. machines],
    };

    private static List<string> Effects(MachineSetScope scope) =>
        [.. Assert.IsType<PhaseResult.Do>(RemediationPhase.Decide(scope, MachineScopes.Now)).Effects.Where(e => e is not Effect.Emit).Select(Text)];

    private static string Text(Effect effect) => effect switch
    {
        Effect.Delete delete => $"delete {delete.Key.Name}",
        Effect.Patch patch => $"{patch.Key.Name} {Remediated((JsonArray)patch.Body["status"]!["conditions"]!)}",
        _ => effect.ToString(),
    };

    private static string Remediated(JsonArray conditions) =>
        (string?)conditions.FirstOrDefault(c => (string?)c!["type"] == "OwnerRemediated")?["reason"] ?? "-";
}

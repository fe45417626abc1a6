using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineHealthChecks;
using Slipway.Core.MachineHealthChecks.Phases;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using static Slipway.Core.Tests.MachineHealthChecks.HealthCheckScopes;

namespace Slipway.Core.Tests.MachineHealthChecks;

public sealed class TargetsPhaseTests
{
    [Fact]
    public void Decide_Unhealthy_AsksTheOwner() => Assert.Equal(
        ["HealthCheckSucceeded=False/UnhealthyNode", "OwnerRemediated=False/WaitingForRemediation", "Normal MachineMarkedUnhealthy"],
        Effects(Scope(null, Target(node: Node("False")))));

    [Fact]
    public void Decide_OwnerIsAtWork_LeavesItsCondition() => Assert.Equal(
        ["HealthCheckSucceeded=False/UnhealthyNode", "OwnerRemediated=False/RemediationDeferred", "Normal MachineMarkedUnhealthy"],
        Effects(Scope(null, Target("m", Node("False"), Condition("OwnerRemediated", "False", reason: "RemediationDeferred")))));

    [Fact]
    public void Decide_TooManyUnhealthy_TellsButRemediatesNothing()
    {
        var scope = Scope(new RemediationTrigger { UnhealthyLessThanOrEqualTo = "0" }, Target(node: Node("False")));

        Assert.Equal(["HealthCheckSucceeded=False/UnhealthyNode", "Normal MachineMarkedUnhealthy", "Warning RemediationRestricted"], Effects(scope));
    }

    [Fact]
    public void Decide_EverythingSaid_WritesNothing()
    {
        var unhealthy = Target("m", Node("False"), Condition("OwnerRemediated", "False"));
        unhealthy.Machine.Status!.Conditions!.Add(Condition("HealthCheckSucceeded", "False", reason: "UnhealthyNode"));
        unhealthy.Machine.Status.Conditions[^1].Message = ((TargetHealth.Unhealthy)TargetJudge.Judge(unhealthy, Cluster(), Checks, Now)).Message;
        var healthy = Target("n", Node(), Condition("HealthCheckSucceeded", "True", reason: "HealthCheckSucceeded"));

        Assert.IsType<PhaseResult.Done>(TargetsPhase.Decide(Scope(null, unhealthy, healthy), Now));
    }

    [Fact]
    public void Decide_OneMayBecomeUnhealthy_ComesBackForIt() =>
        Assert.Equal(TimeSpan.FromSeconds(61), Assert.IsType<PhaseResult.Wait>(TargetsPhase.Decide(Scope(null, Target(node: Node("False", minutesAgo: 4))), Now)).Recheck);

    [Fact]
    public void Decide_NodesCannotBeRead_JudgesNobody()
    {
        var scope = Scope(null, Target(node: Node("False"))) with { NodesUnknown = new(ErrorCodes.WorkloadClusterUnreachable, "no answer") };

        Assert.Equal(ErrorCodes.WorkloadClusterUnreachable, Assert.IsType<PhaseResult.Fail>(TargetsPhase.Decide(scope, Now)).Code);
    }

    // Whoever comes first in the list must not keep the others from being looked at.
    [Fact]
    public void Decide_ExternalRemediation_AsksForEveryMachineThatLacksARequest()
    {
        var scope = External(
            Target("a", Node("False")) with { Request = Found("a") },
            Target("b", Node("False")) with { Request = new Observed<KubeObject>.Absent() },
            Target("c", Node()) with { Request = new Observed<KubeObject>.Absent() },
            Target("d", Node()) with { Request = Found("d") });

        Assert.Equal(
            [
                "HealthCheckSucceeded=False/UnhealthyNode", "Normal MachineMarkedUnhealthy",
                "create remediation request: Machine b is unhealthy", "HealthCheckSucceeded=False/UnhealthyNode",
                "ExternallyRemediated=False/WaitingForRemediation", "Normal MachineMarkedUnhealthy",
                "HealthCheckSucceeded=True/HealthCheckSucceeded",
                "delete Reboot d", "HealthCheckSucceeded=True/HealthCheckSucceeded",
            ],
            Effects(scope));
    }

    [Fact]
    public async Task Request_Refused_IsToldByItsMachineAndTriedAgainLater()
    {
        var client = new RefusingClient();
        var scope = External(Target("a", Node("False")) with { Request = new Observed<KubeObject>.Absent() }) with { Requests = new RequestMaker(client, new RequestJournal()) };

        await Assert.IsType<PhaseResult.Do>(TargetsPhase.Decide(scope, Now)).Effects.OfType<Effect.Call>().Single().Invoke(TestContext.Current.CancellationToken);

        Assert.Equal("Machine/machine-uid", client.Owner);
        Assert.Contains("ExternallyRemediated=False/RemediationRequestCreationFailed", Effects(scope));
        Assert.DoesNotContain(Effects(scope), e => e.StartsWith("create", StringComparison.Ordinal));
        Assert.Contains(
            Assert.IsType<PhaseResult.Do>(TargetsPhase.Decide(scope, Now + RequestMaker.Pace)).Effects, e => e is Effect.Call);
    }

    [Fact]
    public void Decide_TemplateIsMissing_SaysSo()
    {
        var scope = External(Target("a", Node("False")) with { Request = new Observed<KubeObject>.Absent() })
            with { Template = new Observed<KubeObject>.Absent() };

        Assert.Contains("ExternallyRemediated=False/RemediationTemplateNotFound", Effects(scope));
    }

    private static HealthCheckScope External(params HealthCheckTarget[] targets)
    {
        var scope = Scope(null, targets) with { Template = Found("again"), Requests = new RequestMaker(null!, new RequestJournal()) };
        scope.Check.Spec!.Remediation!.TemplateRef = new RemediationTemplateReference { ApiVersion = "test.io/v1", Kind = "RebootTemplate", Name = "again" };
        return scope;
    }

    private static Observed<KubeObject>.Found Found(string name) => new(KubeObject.From(new JsonObject
    {
        ["apiVersion"] = "test.io/v1",
        ["kind"] = "Reboot",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default", ["uid"] = name },
        ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = new JsonObject() } },
    }));

    private static IEnumerable<string> Effects(HealthCheckScope scope) =>
        Assert.IsType<PhaseResult.Do>(TargetsPhase.Decide(scope, Now)).Effects.SelectMany(Text);

    private static IEnumerable<string> Text(Effect effect) => effect switch
    {
        Effect.Patch patch => ((JsonArray)patch.Body["status"]!["conditions"]!).Select(c => $"{c!["type"]}={c["status"]}/{c["reason"]}"),
        Effect.Call call => [$"{call.Operation}: {call.Why}"],
        Effect.Delete delete => [$"delete {delete.Type.Kind.Kind} {delete.Key.Name}"],
        Effect.Emit emit => [$"{emit.EventType} {emit.Reason}"],
        _ => [effect.ToString()],
    };
}

using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Deletion;
using Slipway.Core.Machines.Deletion.Draining;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using static Slipway.Core.Tests.Machines.Draining.Pods;

namespace Slipway.Core.Tests.Machines.Draining;

public sealed class DrainPhaseTests
{
    private readonly DrainPhase _phase = new(TimeProvider.System);

    [Fact]
    public void Decide_PodsToEvict_AsksOnceAndThenTellsOfThem()
    {
        var asked = Assert.IsType<PhaseResult.Do>(_phase.Decide(Scope([Drained("a", asked: false), Drained("b", order: 1, asked: false)]), Now));
        var waiting = Assert.IsType<PhaseResult.Wait>(_phase.Decide(Scope([Drained("a", refusal: "no")]), Now.AddSeconds(1)));

        Assert.Equal("drain: evict d/a", Assert.IsType<Effect.Call>(Assert.Single(asked.Effects)).Why);
        Assert.Equal(MachineReasons.DrainingNode, waiting.Reason);
        Assert.Contains("* Pod d/a: failed to evict Pod, no", waiting.Message, StringComparison.Ordinal);
        Assert.IsType<PhaseResult.Do>(_phase.Decide(Scope([Drained("a", refusal: "no")]), Now.AddSeconds(2)));
    }

    [Fact]
    public void Decide_NotCordoned_CordonsFirst()
    {
        var wanted = Assert.IsType<PhaseResult.Do>(_phase.Decide(Scope([Drained("a", asked: false)], cordoned: false), Now));

        Assert.Equal(["Patch", "Call"], wanted.Effects.Select(e => e.GetType().Name));
    }

    [Fact]
    public void Decide_NothingLeft_TellsOfItOnce()
    {
        var scope = Scope([Drained("a") with { Behavior = DrainBehavior.Skip }]);

        var done = Assert.IsType<PhaseResult.Done>(_phase.Decide(scope, Now));
        scope.Machine.Status!.Deprecated = new() { V1Beta1 = new() { Conditions = [new() { Type = "DrainingSucceeded", Status = "True" }] } };
        var again = Assert.IsType<PhaseResult.Done>(_phase.Decide(scope, Now));

        Assert.Equal("success draining Machine's node \"n\"", Assert.Single(done.Events).Message);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Decide_PodsUnreadable_FailsWithAnEvent()
    {
        var scope = Scope([]);
        scope = scope with
        {
            Deletion = scope.Deletion! with { Pods = new Observed<NodePods>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no answer") },
        };

        var failed = Assert.IsType<PhaseResult.Fail>(_phase.Decide(scope, Now));

        Assert.Equal("Error draining Node: no answer", failed.Message);
        Assert.Equal("FailedDrainNode", Assert.Single(failed.Events).Reason);
    }

    private static MachineScope Scope(DrainPod[] pods, bool cordoned = true)
    {
        var node = new V1Node { Metadata = new V1ObjectMeta { Name = "n" }, Spec = new V1NodeSpec { Unschedulable = cordoned } };
        var machine = MachineScopes.Machine(deleting: true);
        machine.Status = new MachineStatus { NodeRef = new() { Name = "n" } };
        return MachineScopes.Scope(machine, MachineScopes.Part("DevMachine")) with
        {
            Node = new NodeObservation(
                new Observed<IWorkloadCluster>.Found(new RefusingCluster()),
                new Observed<KubeObject>.Found(KubeObject.From(KubeJson.ToJsonObject(node, BuiltInTypes.Node.Json))),
                node),
            Deletion = new DeletionObservation(NodeRefusal: null) { Pods = new Observed<NodePods>.Found(new NodePods([.. pods], new RequestJournal())) },
        };
    }
}

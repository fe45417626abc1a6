using Slipway.Api;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineSets.Phases;
using Slipway.Core.MachineSets;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Core.Tests.MachineSets;

/// <summary>What a pass sees before it decides.</summary>
public sealed class SetMachinesTests
{
    [Fact]
    public async Task Surplus_MachineMarkedAMomentAgo_GoesThoughTheCacheHasNotSeenTheMark()
    {
        var scope = await ScopeAsync(replicas: 1, seen: [Machine("a"), Machine("b")], there: [Machine("a"), Machine("b", isMarked: true)]);

        var wanted = Assert.IsType<PhaseResult.Do>(ReplicasPhase.Decide(scope, SetScopes.Now));
        Assert.Equal(["b"], wanted.Effects.OfType<Effect.Delete>().Select(d => d.Key.Name));
    }

    [Fact]
    public async Task Lack_MachineMadeAMomentAgo_IsNotMadeAgain()
    {
        var scope = await ScopeAsync(replicas: 2, seen: [Machine("a")], there: [Machine("a"), Machine("b")]);

        Assert.Equal(PhaseResult.Completed, ReplicasPhase.Decide(scope, SetScopes.Now));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task NothingToChoose_ServerIsNotAsked(int replicas, bool isDeleting)
    {
        var scope = await ScopeAsync(replicas, seen: [Machine("a"), Machine("b", isDeleting: isDeleting)], there: []);

        Assert.Equal(2, scope.Machines.Length);
    }

    private static async Task<MachineSetScope> ScopeAsync(int replicas, KubeObject[] seen, KubeObject[] there)
    {
        var scope = SetScopes.Scope();
        scope.Set.Spec!.Replicas = replicas;
        var cache = new SeenObjects([.. seen.Select(m => (CoreTypes.Machine, m))]) { Index = _ => ["default/demo"] };
        var server = new SeenObjects([.. there.Select(m => (CoreTypes.Machine, m))]);
        var machines = await SetMachines.ReadAsync(scope.Set, new ObserveContext(cache, server, SetScopes.Now), TestContext.Current.CancellationToken);
        return scope with { Machines = machines.Own, Orphans = machines.Orphans };
    }

    private static KubeObject Machine(string name, bool isMarked = false, bool isDeleting = false)
    {
        var machine = SetScopes.Machine(name, deletingSince: isDeleting ? TimeSpan.FromSeconds(1) : null);
        machine.Metadata.OwnerReferences =
            [new() { ApiVersion = "cluster.x-k8s.io/v1beta2", Kind = "MachineSet", Name = "s", Uid = "s", Controller = true }];
        machine.Metadata.Annotations = isMarked ? new Dictionary<string, string> { ["cluster.x-k8s.io/delete-machine"] = "" } : null;
        return KubeObject.From(CoreTypes.Machine.ToJsonObject(machine));
    }
}

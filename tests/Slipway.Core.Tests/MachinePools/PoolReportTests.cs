using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachinePools.Phases;
using Slipway.Core.MachinePools.Report;

namespace Slipway.Core.Tests.MachinePools;

/// <summary>What a pool says of its machines and Nodes.</summary>
public sealed class PoolReportTests
{
    private const string Infrastructure = """{"spec":{"providerIDList":["a","b"]},"status":{"ready":true,"replicas":2}}""";

    [Theory]
    [InlineData(false, false, 0, 0, 2, null, "Pending")]
    [InlineData(true, false, 0, 0, 2, null, "Provisioning")]
    [InlineData(true, true, 0, 0, 2, null, "ScalingUp")]
    [InlineData(true, true, 2, 2, 2, null, "Running")]
    [InlineData(true, true, 3, 3, 2, null, "ScalingDown")]
    [InlineData(true, true, 3, 3, 2, "cluster.x-k8s.io/replicas-managed-by", "Scaling")]
    [InlineData(true, true, 1, 1, 2, "cluster.x-k8s.io/replicas-managed-by", "Scaling")]
    [InlineData(true, false, 1, 0, 2, null, "Provisioned")]
    public void Phase_FollowsMilestonesAndCounts(bool booted, bool provisioned, int nodes, int ready, int wanted, string? annotation, string phase)
    {
        var pool = PoolScopes.Pool(wanted);
        pool.Metadata.Annotations = annotation is null ? null : new Dictionary<string, string> { [annotation] = "autoscaler" };
        var status = new MachinePoolStatus
        {
            Initialization = new() { BootstrapDataSecretCreated = booted, InfrastructureProvisioned = provisioned },
            NodeRefs = [.. Enumerable.Range(0, nodes).Select(_ => new k8s.Models.V1ObjectReference())],
            Deprecated = new() { V1Beta1 = new() { ReadyReplicas = ready } },
        };
        Assert.Equal(phase, PoolPhase.Of(pool, status));
        pool.Metadata.DeletionTimestamp = PoolScopes.Now.UtcDateTime;
        Assert.Equal("Deleting", PoolPhase.Of(pool, status));
    }

    [Fact]
    public void Counts_WithoutMachines_AreTheProvidersAndTheNodes()
    {
        var scope = PoolScopes.Scope(PoolScopes.Pool(3, "a", "b"), Infrastructure) with
        {
            Nodes = PoolScopes.Nodes(PoolScopes.Node("n1", "a"), PoolScopes.Node("n2", "b", ready: false)),
        };
        var status = new MachinePoolStatus();
        PoolCounts.Fill(scope, scope.Pool, status, PoolScopes.Now);

        Assert.Equal((2, 2, 2, 3), (status.Replicas, status.ReadyReplicas, status.AvailableReplicas, status.UpToDateReplicas));
        Assert.Equal(["n1", "n2"], status.NodeRefs!.Select(r => r.Name));
        Assert.Equal(["v1.31.0"], status.Versions!.Select(v => v.Version));
        var deprecated = status.Deprecated!.V1Beta1!;
        Assert.Equal((1, 1, 1), (deprecated.ReadyReplicas, deprecated.AvailableReplicas, deprecated.UnavailableReplicas));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 0)]
    public void Available_IsANodeThatHasBeenReadyForLongEnough(int minReadySeconds, int available)
    {
        var scope = PoolScopes.Scope(PoolScopes.Pool(1, "a"), Infrastructure) with { Nodes = PoolScopes.Nodes(PoolScopes.Node("n1", "a")) };
        scope.Template.MinReadySeconds = minReadySeconds;
        var status = new MachinePoolStatus();
        PoolCounts.Fill(scope, scope.Pool, status, PoolScopes.Now);
        Assert.Equal(available, status.Deprecated!.V1Beta1!.AvailableReplicas);
    }

    [Fact]
    public void Nodes_OfMachinesThatAreGone_AreDeleted_AndNamedUntilThen()
    {
        var retired = PoolScopes.Node("old", "c");
        var scope = PoolScopes.Scope(PoolScopes.Pool(2, "a", "b"), Infrastructure) with
        {
            Nodes = PoolScopes.Nodes(PoolScopes.Node("n1", "a")) with { Retired = [retired] },
        };
        var effects = Assert.IsType<PhaseResult.Do>(PoolNodesPhase.Decide(scope, PoolScopes.Now)).Effects;
        Assert.Equal(["old"], effects.OfType<Effect.Delete>().Select(e => e.Key.Name));
        var status = new MachinePoolStatus();
        PoolCounts.Fill(scope, scope.Pool, status, PoolScopes.Now);
        Assert.Equal(["n1", "old"], status.NodeRefs!.Select(r => r.Name));
    }

    [Fact]
    public void Nodes_WhileTheProviderDoesNotSayWhichMachinesThereAre_Stay()
    {
        var scope = PoolScopes.Scope(PoolScopes.Pool(2, "a"), """{"status":{"ready":true,"replicas":2}}""") with
        {
            Nodes = PoolScopes.Nodes() with { Retired = [PoolScopes.Node("old", "c")] },
        };
        Assert.DoesNotContain(Effects(PoolNodesPhase.Decide(scope, PoolScopes.Now)), e => e is Effect.Delete);
    }

    [Fact]
    public void Node_IsToldWhoseItIs_AndMayTakePods()
    {
        var node = PoolScopes.Node(
            "n1",
            "a",
            more: """{"spec":{"taints":[{"key":"node.cluster.x-k8s.io/uninitialized","effect":"NoSchedule"},{"key":"mine","effect":"NoExecute"}]}}""");
        var scope = PoolScopes.Scope(PoolScopes.Pool(2, "a", "b"), Infrastructure) with { Nodes = PoolScopes.Nodes(node) };
        var patch = Assert.IsType<Effect.Patch>(Assert.Single(Effects(PoolNodesPhase.Decide(scope, PoolScopes.Now))));
        Assert.Equal(
            """{"spec":{"taints":[{"key":"mine","effect":"NoExecute"}]},"metadata":{"annotations":{"cluster.x-k8s.io/cluster-name":"demo","cluster.x-k8s.io/cluster-namespace":"default","cluster.x-k8s.io/owner-kind":"MachinePool","cluster.x-k8s.io/owner-name":"p"},"resourceVersion":"5"}}""",
            patch.Body.ToJsonString());
    }

    [Fact]
    public void Machine_OfEachInfrastructureMachine_IsMadeAndFollowsThePool()
    {
        var scope = PoolScopes.Scope(PoolScopes.Pool(2, "a", "b"), """{"status":{"ready":true,"replicas":2,"infrastructureMachineKind":"Instance"}}""") with
        {
            InfrastructureMachines = [PoolScopes.Part("Instance", "i-1", """{"spec":{"providerID":"a"}}""")],
            Nodes = PoolScopes.Nodes(PoolScopes.Node("n1", "a")),
        };
        var create = Assert.IsType<Effect.Create>(Assert.Single(Effects(PoolMachinesPhase.Instance.Decide(scope, PoolScopes.Now))));
        Assert.Equal("machinepool-controller", create.FieldManager);
        Assert.Equal(
            """{"bootstrap":{"dataSecretName":""},"clusterName":"demo","infrastructureRef":{"apiGroup":"infrastructure.example.com","kind":"Instance","name":"i-1"},"version":"v1.31.0"}""",
            create.Body["spec"]!.ToJsonString());

        var machine = Kubernetes.Objects.KubeObject.From(create.Body).To(Api.CoreTypes.Machine.Json);
        var next = Effects(PoolMachinesPhase.Instance.Decide(scope with { Machines = ImmutableArray.Create(machine) }, PoolScopes.Now));
        Assert.Equal("status", Assert.IsType<Effect.Patch>(Assert.Single(next)).Subresource);
        machine.Metadata.OwnerReferences = null;
        machine.Spec!.Version = "v1.30.0";
        next = Effects(PoolMachinesPhase.Instance.Decide(scope with { Machines = ImmutableArray.Create(machine) }, PoolScopes.Now));
        Assert.Contains("\"version\":\"v1.31.0\"", ((Effect.Patch)next[0]).Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"uid\":\"pool-uid\"", ((Effect.Patch)next[0]).Body.ToJsonString(), StringComparison.Ordinal);
    }

    private static ImmutableArray<Effect> Effects(PhaseResult result) => result is PhaseResult.Do wanted ? wanted.Effects : [];
}

using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Clusters.Phases;
using Slipway.Core.Clusters.Report;
using Slipway.Core.Contracts;

namespace Slipway.Core.Tests.Clusters;

public sealed class ClusterConditionTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, false, "False/ObjectDoesNotExist/DevCluster demo does not exist")]
    [InlineData(false, true, "False/ObjectDeleted/DevCluster has been deleted while the cluster still exists")]
    [InlineData(true, true, "False/ObjectDeleted/DevCluster has been deleted")]
    [InlineData(true, false, "False/ObjectDoesNotExist/DevCluster demo does not exist")]
    public void InfrastructureReady_Missing(bool deleting, bool provisioned, string expected) =>
        Assert.Equal(expected, Text(ProviderConditions.InfrastructureReady(Scope(deleting, provisioned) with { Infrastructure = new Observed<ContractObject>.Absent() })));

    [Fact]
    public void InfrastructureReady_OfATopologyNotGenerated_Waits()
    {
        var scope = Scope(provisioned: false);
        scope.Cluster.Spec = new ClusterSpec { Topology = new() };

        Assert.Equal("False/ObjectDoesNotExist/Waiting for cluster topology to be reconciled", Text(ProviderConditions.InfrastructureReady(scope)));
        Assert.Equal("Unknown/ObjectDoesNotExist/Waiting for cluster topology to be reconciled", Text(ProviderConditions.ControlPlaneInitialized(scope)));
        Assert.False(scope.IsInfrastructureProvisioned);
    }

    [Theory]
    [InlineData(4, null, null, "False/ProbeFailed/Remote connection not established yet")]
    [InlineData(4, null, "True", "True/ProbeSucceeded/")]
    [InlineData(5, null, "True", "False/ProbeFailed/Remote connection probe failed")]
    [InlineData(9, -60, "True", "False/ProbeFailed/Remote connection probe failed, probe last succeeded at 2026-05-01T11:59:00Z")]
    [InlineData(9, -40, "True", "True/ProbeSucceeded/")]
    public void RemoteConnectionProbe_ByHealth(int failures, int? lastSuccess, string? known, string expected)
    {
        var scope = Scope() with { Health = new ClusterHealth(Now, lastSuccess is { } s ? Now.AddSeconds(s) : null, failures) };
        if (known is not null)
        {
            (scope.Cluster.Status!.Conditions = []).Set("RemoteConnectionProbe", ConditionState.True("ProbeSucceeded"), 1, Now);
        }

        Assert.Equal(expected, Text(RemoteConnection.Of(scope, Now)));
    }

    [Theory]
    [InlineData(true, "ObjectDeleted", "ReconcileSucceeded", "* Deleting: gone soon")]
    [InlineData(false, "ObjectDeleted", "ReconcileSucceeded", "* InfrastructureReady: lost")]
    [InlineData(false, "Ready", "ClusterUpgrading", "")]
    [InlineData(false, "Ready", "ReconcileFailed", "* TopologyReconciled: topology")]
    public void Available_ByWhatCounts(bool deleting, string infrastructure, string topology, string expected)
    {
        var scope = Scope(deleting);
        List<Condition> conditions = [];
        conditions.Set("Deleting", deleting ? ConditionState.True("Deleting", "gone soon") : ConditionState.False("NotDeleting"), 1, Now);
        conditions.Set("RemoteConnectionProbe", ConditionState.True("ProbeSucceeded"), 1, Now);
        conditions.Set("InfrastructureReady", infrastructure == "Ready" ? ConditionState.True("Ready") : ConditionState.False(infrastructure, "lost"), 1, Now);
        conditions.Set("ControlPlaneAvailable", ConditionState.True("Available"), 1, Now);
        conditions.Set("WorkersAvailable", ConditionState.True("Available"), 1, Now);
        conditions.Set("TopologyReconciled", topology == "ReconcileSucceeded" ? ConditionState.True(topology) : ConditionState.False(topology, "topology"), 1, Now);

        var available = ClusterAvailable.Of(scope.Cluster, conditions);

        Assert.Equal(expected, available.Status == "True" ? "" : available.Message);
    }

    [Fact]
    public void Counts_OfNoWorkers_StayUnset()
    {
        var status = WorkerCounts.Of(Scope());

        Assert.Null(status.DesiredReplicas);
        Assert.Null(status.ReadyReplicas);
    }

    [Fact]
    public void Counts_AddUpWhatIsReported()
    {
        var scope = Scope() with
        {
            Deployments = [new MachineDeployment { Spec = new() { Replicas = 3 }, Status = new() { Replicas = 2, ReadyReplicas = 1 } }],
            Pools = [new MachinePool { Spec = new() { Replicas = 2 }, Status = new() { Replicas = 2 } }],
        };

        var status = WorkerCounts.Of(scope);

        Assert.Equal((5, 4, 1, null), (status.DesiredReplicas, status.Replicas, status.ReadyReplicas, status.AvailableReplicas));
    }

    [Fact]
    public void WorkersDeletion_NamesWhatIsLeft()
    {
        var scope = Scope(deleting: true) with
        {
            Pools = [new MachinePool { Metadata = Named("p") }],
            Sets = [new MachineSet { Metadata = Named("s", controlled: true) }],
            WorkerMachines = [.. "fedcba".Select(c => new Machine { Metadata = Named(c.ToString(), controlled: true) })],
            ControlPlaneMachines = [new Machine { Metadata = Named("cp") }],
        };

        var wanted = Assert.IsType<PhaseResult.Do>(WorkersDeletionPhase.Decide(scope));

        Assert.Equal(["p", "cp"], wanted.Effects.OfType<Effect.Delete>().Select(d => d.Key.Name));
        Assert.Equal("* Control plane Machines: cp\n* MachineSets: s\n* MachinePools: p\n* Worker Machines: a, b, c, d, e, ... (1 more)", wanted.Message);
    }

    private static V1ObjectMeta Named(string name, bool controlled = false) => new()
    {
        Name = name,
        NamespaceProperty = "default",
        Uid = name,
        OwnerReferences = controlled ? [new V1OwnerReference { Controller = true, Kind = "X", Name = "x", Uid = "x" }] : null,
    };

    private static ClusterScope Scope(bool deleting = false, bool provisioned = true) => new()
    {
        Cluster = new Cluster
        {
            Metadata = new V1ObjectMeta { Name = "demo", NamespaceProperty = "default", DeletionTimestamp = deleting ? Now.UtcDateTime : null },
            Spec = new ClusterSpec { InfrastructureRef = new() { Kind = "DevCluster", Name = "demo" } },
            Status = new ClusterStatus { Initialization = provisioned ? new() { InfrastructureProvisioned = true } : null },
        },
    };

    private static string Text(ConditionState state) => $"{state.Status}/{state.Reason}/{state.Message}";
}

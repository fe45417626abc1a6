using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Xunit;

namespace Acme.Tests;

/// <summary>Decisions are pure: what is observed goes in, what is wanted comes out, and no cloud is needed.</summary>
public sealed class AcmeMachineTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(false, true, "WaitingForClusterInfrastructure")]
    [InlineData(true, false, "WaitingForBootstrapData")]
    public void Create_WhatIsMissing_IsTold(bool clusterIsProvisioned, bool hasUserData, string reason)
    {
        var result = AcmeMachineReconciler.Create(Scope(clusterIsProvisioned, hasUserData), Now);

        Assert.Equal(reason, Assert.IsType<PhaseResult.Wait>(result).Reason);
    }

    [Fact]
    public async Task Create_EverythingIsThere_MakesOneMachine()
    {
        var cloud = new PretendedCloud();
        var scope = Scope(clusterIsProvisioned: true, hasUserData: true) with { Cloud = cloud };

        var wanted = Assert.IsType<PhaseResult.Do>(AcmeMachineReconciler.Create(scope, Now));
        await Assert.IsType<Effect.Call>(Assert.Single(wanted.Effects)).Invoke(TestContext.Current.CancellationToken);

        Assert.Equal(["default.m"], cloud.Machines);
    }

    [Fact]
    public void Delete_MachineIsStillThere_KeepsTheObject()
    {
        var scope = Scope(clusterIsProvisioned: true, hasUserData: true);

        Assert.IsType<Effect.RemoveFinalizer>(OnlyEffect(AcmeMachineReconciler.Delete(scope, Now)));
        Assert.IsType<Effect.Call>(OnlyEffect(AcmeMachineReconciler.Delete(scope with { InCloud = new("1", "192.0.2.1", IsRunning: false) }, Now)));
    }

    private static Effect OnlyEffect(PhaseResult result) => Assert.Single(Assert.IsType<PhaseResult.Do>(result).Effects);

    private static AcmeMachineScope Scope(bool clusterIsProvisioned, bool hasUserData) => new()
    {
        Object = new AcmeMachine { Metadata = new V1ObjectMeta { Name = "m", NamespaceProperty = "default" } },
        Cluster = new Observed<Cluster>.Found(new Cluster
        {
            Status = new ClusterStatus { Initialization = new ClusterInitialization { InfrastructureProvisioned = clusterIsProvisioned } },
        }),
        Machine = new Observed<Machine>.Absent(),
        UserData = hasUserData ? [1] : null,
        Cloud = new PretendedCloud(),
    };

    private sealed class PretendedCloud : ICloud
    {
        public List<string> Machines { get; } = [];

        public ValueTask<CloudMachine?> FindAsync(string name, CancellationToken cancellationToken) =>
            new(Machines.Contains(name) ? new CloudMachine(name, "192.0.2.1", IsRunning: true) : null);

        public ValueTask CreateAsync(string name, string size, ReadOnlyMemory<byte> userData, CancellationToken cancellationToken)
        {
            Machines.Add(name);
            return ValueTask.CompletedTask;
        }

        public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
        {
            Machines.Remove(name);
            return ValueTask.CompletedTask;
        }
    }
}

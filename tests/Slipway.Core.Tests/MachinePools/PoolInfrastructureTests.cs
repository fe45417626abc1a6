using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.MachinePools.Phases;
using Slipway.Core.MachinePools.Report;

namespace Slipway.Core.Tests.MachinePools;

/// <summary>What a pool takes over from its infrastructure, and when.</summary>
public sealed class PoolInfrastructureTests
{
    [Theory]
    [InlineData(ContractVersion.V1Beta2, """{"status":{"initialization":{"provisioned":true}}}""", true)]
    [InlineData(ContractVersion.V1Beta2, """{"status":{"initialization":{"provisioned":false},"ready":true}}""", false)]
    [InlineData(ContractVersion.V1Beta2, """{"status":{"ready":true}}""", true)]
    [InlineData(ContractVersion.V1Beta2, """{"status":{"initialization":{},"ready":true}}""", true)]
    [InlineData(ContractVersion.V1Beta2, "{}", false)]
    [InlineData(ContractVersion.V1Beta1, """{"status":{"initialization":{"provisioned":true}}}""", false)]
    [InlineData(ContractVersion.V1Beta1, """{"status":{"ready":true}}""", true)]
    public void Provisioned_IsReadByTheContract_AndReadyOtherwise(ContractVersion contract, string pool, bool provisioned) =>
        Assert.Equal(provisioned, InfrastructureMachinePoolContract.IsProvisioned(PoolScopes.Part("ScaleSet", "p", pool, contract)));

    [Theory]
    [InlineData("""{"spec":{"providerIDList":["a","b"]},"status":{"ready":true,"replicas":2}}""", "a,b")]
    [InlineData("""{"status":{"ready":true,"replicas":0}}""", "")]
    [InlineData("""{"status":{"ready":true}}""", "")]
    [InlineData("""{"status":{"ready":true,"replicas":2}}""", null)]
    [InlineData("""{"spec":{"providerIDList":["a","b"]}}""", null)]
    public void ProviderIds_AreTakenOver_OnceTheyAreThere(string infrastructure, string? taken)
    {
        var scope = PoolScopes.Scope(PoolScopes.Pool(2, "old"), infrastructure);
        var result = PoolInfrastructurePhase.Decide(scope);
        if (taken is null)
        {
            Assert.IsType<PhaseResult.Wait>(result);
            return;
        }

        var change = Assert.IsType<Effect.ChangeSelf<MachinePool>>(Assert.Single(Assert.IsType<PhaseResult.Do>(result).Effects));
        change.Change(scope.Pool);
        Assert.Equal(taken, string.Join(',', scope.Pool.Spec!.ProviderIDList ?? []));
        Assert.IsType<PhaseResult.Done>(PoolInfrastructurePhase.Decide(scope));
    }

    [Fact]
    public void Failure_OfTheInfrastructure_IsToldWhateverTheStatusHoldsAlready()
    {
        var scope = PoolScopes.Scope(PoolScopes.Pool(), """{"status":{"failureReason":"CreateError","failureMessage":"no quota"}}""");
        foreach (var before in (MachinePoolDeprecatedStatus?[])[null, new(), new() { V1Beta1 = new() { ReadyReplicas = 1 } }])
        {
            var status = new MachinePoolStatus { Deprecated = before };
            PoolDeprecatedConditions.Fill(scope, status, PoolScopes.Now);
            Assert.Equal("CreateError", status.Deprecated!.V1Beta1!.FailureReason);
            Assert.Equal(
                "Failure detected from referenced resource infrastructure.example.com/v1, Kind=ScaleSet with name \"p\": no quota",
                status.Deprecated.V1Beta1.FailureMessage);
            Assert.Equal(before?.V1Beta1?.ReadyReplicas, status.Deprecated.V1Beta1.ReadyReplicas);
        }
    }

    [Fact]
    public void Infrastructure_DeletedAfterBeingReady_IsAFailure()
    {
        var pool = PoolScopes.Pool();
        var status = pool.Status = new MachinePoolStatus { Initialization = new() { InfrastructureProvisioned = true } };
        PoolDeprecatedConditions.Fill(PoolScopes.Scope(pool), status, PoolScopes.Now);
        Assert.Equal("InvalidConfiguration", status.Deprecated!.V1Beta1!.FailureReason);
        Assert.Contains(status.Deprecated.V1Beta1.Conditions!, c => c is { Type: "InfrastructureReady", Status: "False", Reason: "IncorrectExternalRef", Severity: "Error" });
    }
}

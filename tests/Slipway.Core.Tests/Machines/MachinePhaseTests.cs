using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Phases;
using static Slipway.Core.Tests.Machines.MachineScopes;

namespace Slipway.Core.Tests.Machines;

public sealed class MachinePhaseTests
{
    [Fact]
    public void Bootstrap_DataSecretCreated_TakesItsNameOver()
    {
        var scope = Scope(bootstrap: Part("KubeadmConfig", """{"dataSecretName":"secret","initialization":{"dataSecretCreated":true}}"""));

        var change = Assert.IsType<Effect.ChangeSelf<Machine>>(Assert.Single(Assert.IsType<PhaseResult.Do>(BootstrapPhase.Decide(scope)).Effects));
        change.Change(scope.Machine);

        Assert.Equal("secret", scope.Machine.Spec!.Bootstrap!.DataSecretName);
    }

    [Fact]
    public void Bootstrap_NameMissing_FailsAsBreachOfContract()
    {
        var scope = Scope(bootstrap: Part("KubeadmConfig", """{"initialization":{"dataSecretCreated":true}}"""));

        Assert.Equal(ErrorCodes.ContractViolation, Assert.IsType<PhaseResult.Fail>(BootstrapPhase.Decide(scope)).Code);
    }

    [Fact]
    public void Bootstrap_NotReady_Waits() =>
        Assert.Equal("WaitingForDataSecret", Assert.IsType<PhaseResult.Wait>(BootstrapPhase.Decide(Scope(bootstrap: Part("KubeadmConfig")))).Reason);

    [Fact]
    public void Bootstrap_NotOwned_IsTakenOverAtTheVersionRead()
    {
        var result = BootstrapPhase.Decide(Scope(bootstrap: Part("KubeadmConfig", owned: false)));

        var patch = Assert.IsType<Effect.Patch>(Assert.Single(Assert.IsType<PhaseResult.Do>(result).Effects));
        Assert.Equal("7", (string?)patch.Body["metadata"]!["resourceVersion"]);
        Assert.Equal("machine-uid", (string?)patch.Body["metadata"]!["ownerReferences"]![0]!["uid"]);
    }

    [Fact]
    public void Infrastructure_Provisioned_TakesTheProviderIdOver()
    {
        var scope = Scope(infrastructure: Part("DevMachine", """{"initialization":{"provisioned":true}}""", """{"providerID":"dev://m"}"""));

        var change = Assert.IsType<Effect.ChangeSelf<Machine>>(Assert.Single(Assert.IsType<PhaseResult.Do>(InfrastructurePhase.Decide(scope)).Effects));
        change.Change(scope.Machine);

        Assert.Equal("dev://m", scope.Machine.Spec!.ProviderID);
    }

    [Theory]
    [InlineData("""{"initialization":{"provisioned":true}}""", "{}")]
    [InlineData("{}", """{"providerID":"dev://m"}""")]
    public void Infrastructure_HalfProvisioned_Waits(string status, string spec) => Assert.Equal(
        "WaitingForInfrastructure", Assert.IsType<PhaseResult.Wait>(InfrastructurePhase.Decide(Scope(infrastructure: Part("DevMachine", status, spec)))).Reason);

    [Fact]
    public void Infrastructure_GoneAfterProvisioning_IsNotMadeAnew()
    {
        var machine = Machine();
        machine.Status = new MachineStatus { Initialization = new() { InfrastructureProvisioned = true } };

        Assert.Equal(nameof(ErrorCodes.ObjectDeleted), Assert.IsType<PhaseResult.Wait>(InfrastructurePhase.Decide(Scope(machine))).Reason);
    }

    [Fact]
    public void Any_UnreadablePart_DecidesNothing()
    {
        Assert.IsType<PhaseResult.Fail>(InfrastructurePhase.Decide(Scope(infrastructure: Unknown)));
        Assert.IsType<PhaseResult.Fail>(BootstrapPhase.Decide(Scope(bootstrap: Unknown)));
    }

    [Fact]
    public void Ownership_Standalone_BelongsToTheCluster()
    {
        var scope = Scope();
        scope.Machine.Metadata.Labels.Remove("cluster.x-k8s.io/set-name");

        var change = Assert.IsType<Effect.ChangeSelf<Machine>>(Assert.Single(Assert.IsType<PhaseResult.Do>(OwnershipPhase.Decide(scope)).Effects));
        change.Change(scope.Machine);

        Assert.Equal("cluster-uid", Assert.Single(scope.Machine.Metadata.OwnerReferences).Uid);
    }

    [Fact]
    public void Ownership_OfASet_IsLeftToTheSet() => Assert.IsType<PhaseResult.Done>(OwnershipPhase.Decide(Scope()));
}

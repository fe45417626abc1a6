using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.Bootstrap;

public sealed class KubeadmConfigReportTests
{
    [Fact]
    public void Certificates_OfAWorker_NeedTheClustersAuthorityOnly()
    {
        var all = Make.Authorities();
        var set = new AuthoritySet(
            all.Secrets.ToImmutableDictionary(p => p.Key, p => p.Key == AuthorityPurpose.Cluster ? p.Value : new Observed<V1Secret>.Absent()), null);

        Assert.Equal("True", KubeadmConfigReport.Certificates(BootScope.Of(controlPlane: false, initialized: true) with { Authorities = set })!.Value.Status);
        Assert.Equal("False", KubeadmConfigReport.Certificates(BootScope.Of(controlPlane: true, initialized: true) with { Authorities = set })!.Value.Status);
    }

    [Theory]
    [InlineData("WaitingForClusterInfrastructureReady", "WaitingForClusterInfrastructure")]
    [InlineData("WaitingForControlPlaneInitialized", "WaitingForControlPlaneAvailable")]
    [InlineData("WaitingForInitLock", "WaitingForControlPlaneAvailable")]
    public void DataSecret_InV1Beta1_TellsWhatIsAwaitedByItsReason(string wait, string reason) => Assert.Equal(
        DeprecatedConditionState.Info(reason), Deprecated(PhaseResult.WaitFor(wait, "Waiting for it")));

    [Fact]
    public void DataSecret_InV1Beta1_TellsAFailureAsAWarning() => Assert.Equal(
        DeprecatedConditionState.Warning("DataSecretGenerationFailed", "because"),
        Deprecated(PhaseResult.FailWith(ErrorCodes.InvalidSpecification, "because")));

    private static DeprecatedConditionState Deprecated(PhaseResult result) => DeprecatedBootstrapConditions.DataSecret(
        ConditionState.False("NotAvailable", "because"), new PassOutcome([new PhaseOutcome("BootData", result)]));
}

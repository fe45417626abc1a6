using Slipway.Api.Conditions;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Dev.DevMachines;

namespace Slipway.Dev.Tests.DevMachines;

/// <summary>Some reasons have another name in v1beta1.</summary>
public sealed class DeprecatedReportTests
{
    [Theory]
    [InlineData("WaitingForControlPlaneInitialized", "WaitingControlPlaneInitialized")]
    [InlineData("WaitingForClusterInfrastructureReady", "WaitingForClusterInfrastructure")]
    [InlineData("WaitingForBootstrapData", "WaitingForBootstrapData")]
    public void Condition_OfAMachineThatWaits_HasTheReasonThatV1Beta1HasForIt(string reason, string expected)
    {
        var status = new DevMachineStatus();

        DeprecatedReport.Fill(status, [("VMProvisioned", ConditionState.False(reason))], DateTimeOffset.UnixEpoch);

        Assert.All(status.Deprecated!.V1Beta1!.Conditions!, c => Assert.Equal(expected, c.Reason));
        Assert.Equal(["Ready", "VMProvisioned"], status.Deprecated.V1Beta1.Conditions!.Select(c => c.Type).Order(StringComparer.Ordinal));
    }
}

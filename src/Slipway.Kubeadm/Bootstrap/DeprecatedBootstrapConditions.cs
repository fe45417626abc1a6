using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>A KubeadmConfig's conditions in the words of v1beta1.</summary>
internal static class DeprecatedBootstrapConditions
{
    private const string WaitingForInfrastructure = "WaitingForClusterInfrastructure";
    private const string WaitingForControlPlane = "WaitingForControlPlaneAvailable";
    private const string GenerationFailed = "DataSecretGenerationFailed";

    /// <summary>The condition CertificatesAvailable: a warning where they are to be made, an error where others must have.</summary>
    public static DeprecatedConditionState Certificates(KubeadmConfigScope scope, ConditionState state) => state.Status == ConditionStatus.True
        ? DeprecatedConditionState.True()
        : scope.ControlPlaneInitialized
            ? DeprecatedConditionState.Error("CertificatesCorrupted", state.Message)
            : DeprecatedConditionState.Warning("CertificatesGenerationFailed", state.Message);

    /// <summary>The condition DataSecretAvailable: what is waited for is told by the reason alone.</summary>
    public static DeprecatedConditionState DataSecret(ConditionState state, PassOutcome outcome)
    {
        if (state.Status == ConditionStatus.True)
        {
            return DeprecatedConditionState.True();
        }

        if (outcome.Failed || outcome.Phases.Any(p => p.FailureCode is not null || p.Result is PhaseResult.Fail))
        {
            return DeprecatedConditionState.Warning(GenerationFailed, state.Message);
        }

        var infrastructure = outcome.Phases.Any(p => p.Result is PhaseResult.Wait { Reason: BootDataPhase.WaitingForInfrastructureReason });
        return DeprecatedConditionState.Info(infrastructure ? WaitingForInfrastructure : WaitingForControlPlane);
    }
}

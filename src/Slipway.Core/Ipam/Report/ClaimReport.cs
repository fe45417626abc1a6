using Slipway.Api.Conditions;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Ipam.Phases;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam.Report;

/// <summary>Fills in the status of an IPAddressClaim of this provider.</summary>
internal static class ClaimReport
{
    public static void Fill(ClaimScope scope, PassOutcome outcome, IPAddressClaim claim, DateTimeOffset now)
    {
        if (scope.PoolKey is null || scope.IsPaused || scope.IsDeleting || Intermediate.Is(outcome)
            || outcome[AddressPhase.Name] is not { } phase)
        {
            return;
        }

        var status = claim.Status ??= new IPAddressClaimStatus();
        if (scope.Address is Observed<KubeObject>.Found && phase.Result is not PhaseResult.Fail)
        {
            status.AddressRef = new IpamObjectReference { Name = claim.Metadata.Name };
        }

        (status.Conditions ??= []).Set(IPAddressClaimConditions.Ready, State(phase), claim.Metadata.Generation, now);
    }

    private static ConditionState State(PhaseOutcome phase) => phase switch
    {
        { FailureMessage: { } message } => ConditionState.False(IPAddressClaimReasons.AllocationFailed, message),
        { Result: PhaseResult.Fail(_, var message) } => ConditionState.False(IPAddressClaimReasons.AllocationFailed, message),
        { Result: PhaseResult.Wait(var reason, var message, _) } => ConditionState.False(reason, message),
        _ => ConditionState.True(ConditionReasons.Ready),
    };
}

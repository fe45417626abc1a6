using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Reconciling;

namespace Acme;

/// <summary>Tells Cluster API and people how far things are: provisioned once, and Ready with the reason when not.</summary>
internal static class AcmeReport
{
    public static void Fill(AcmeStatus status, PassOutcome outcome, long? generation, DateTimeOffset now)
    {
        var unfinished = outcome.Phases.FirstOrDefault(p => p.FailureCode is not null || p.Result is not PhaseResult.Done);
        var ready = unfinished switch
        {
            null => ConditionState.True("Provisioned"),
            { FailureCode: { } code } => ConditionState.False(code.Name, unfinished.FailureMessage ?? ""),
            { Result: PhaseResult.Wait wait } => ConditionState.False(wait.Reason, wait.Message),
            { Result: PhaseResult.Fail fail } => ConditionState.False(fail.Code.Name, fail.Message),
            _ => ConditionState.False("Working", $"{unfinished.Phase} is under way"),
        };
        (status.Conditions ??= []).Set("Ready", ready, generation, now);
        if (unfinished is null)
        {
            status.Initialization = new AcmeInitialization { Provisioned = true };
        }
    }
}

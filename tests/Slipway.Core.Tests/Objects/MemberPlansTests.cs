using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;

namespace Slipway.Core.Tests.Objects;

public sealed class MemberPlansTests
{
    private static readonly Phase<string> Ownership = new("Ownership", (_, _) => PhaseResult.Completed);
    private static readonly Phase<string> Work = new("Work", (_, _) => PhaseResult.Completed);
    private static readonly Phase<string> Ending = new("Ending", (_, _) => PhaseResult.Completed);

    // An object may be seen before the Cluster it was made with, which may be paused: nothing is made until that is known.
    [Theory]
    [InlineData("found", false, false, "Ownership Work")]
    [InlineData("found", false, true, "Ending")]
    [InlineData("found", true, false, "")]
    [InlineData("found", true, true, "")]
    [InlineData("absent", false, false, "Ownership")]
    [InlineData("absent", false, true, "Ending")]
    [InlineData("absent", true, false, "")]
    [InlineData("absent", true, true, "")]
    [InlineData("unknown", false, false, "Ownership")]
    [InlineData("unknown", false, true, "Ownership")]
    [InlineData("unknown", true, true, "Ownership")]
    public void Choose_OfACase_IsWhatMayBeDoneInIt(string cluster, bool isPaused, bool isDeleting, string phases)
    {
        var plans = new MemberPlans<string>(
            Ownership, new PhasePlan<string>(PhaseOrder.Independent, [Ownership, Work]), new PhasePlan<string>(PhaseOrder.Sequential, [Ending]));
        Observed<Cluster> observed = cluster switch
        {
            "found" => new Observed<Cluster>.Found(new Cluster()),
            "absent" => new Observed<Cluster>.Absent(),
            _ => new Observed<Cluster>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no answer"),
        };

        Assert.Equal(phases, string.Join(' ', plans.Choose(observed, isPaused, isDeleting).Phases.Select(p => p.Name)));
    }
}

using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>Steps of which each needs those before it, as one phase beside others that do not.</summary>
internal static class PhaseSequence
{
    /// <summary>The first step that has something to do or to wait for decides.</summary>
    public static Func<ControlPlaneScope, DateTimeOffset, PhaseResult> Of(
        params Func<ControlPlaneScope, DateTimeOffset, PhaseResult>[] steps) => (scope, now) =>
    {
        foreach (var step in steps)
        {
            var result = step(scope, now);
            if (result is not PhaseResult.Done)
            {
                return result;
            }
        }

        return PhaseResult.Completed;
    };
}

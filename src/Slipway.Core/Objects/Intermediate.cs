using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Objects;

/// <summary>Tells passes whose report would be out of date as soon as it is written.</summary>
internal static class Intermediate
{
    /// <summary>Whether the pass changed something and nothing failed: another pass follows at once and reports on the result.</summary>
    public static bool Is(PassOutcome outcome) =>
        !outcome.Failed && outcome.Phases.Any(p => p.Result is PhaseResult.Do wanted && wanted.Effects.Any(e => e is not Effect.Emit));
}

using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The errors that end an evaluation before its end.</summary>
internal static class StopErrors
{
    public static CelError CostLimitExceeded { get; } =
        new("operation cancelled: actual cost limit exceeded", CelErrorReason.CostLimitExceeded);

    public static CelError Interrupted { get; } = new("operation interrupted", CelErrorReason.Interrupted);
}

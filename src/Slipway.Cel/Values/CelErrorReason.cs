namespace Slipway.Cel.Values;

/// <summary>Why an evaluation ended without a value.</summary>
public enum CelErrorReason
{
    /// <summary>An operation of the expression failed.</summary>
    Failed,

    /// <summary>The evaluation cost more than its limit.</summary>
    CostLimitExceeded,

    /// <summary>The caller cancelled the evaluation.</summary>
    Interrupted,
}

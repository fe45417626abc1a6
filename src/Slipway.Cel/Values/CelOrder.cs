namespace Slipway.Cel.Values;

/// <summary>The order of values that have one.</summary>
internal static class CelOrder
{
    public static CelError NotOrdered { get; } = new("NaN values cannot be ordered");

    /// <summary>-1, 0 or 1; null where the two have no order.</summary>
    public static int? Compare(CelValue a, CelValue b) => (a, b) switch
    {
        (CelString x, CelString y) => Math.Sign(CelText.Compare(x.Value, y.Value)),
        (CelBool x, CelBool y) => x.Value.CompareTo(y.Value),
        (CelBytes x, CelBytes y) => Math.Sign(x.Value.Span.SequenceCompareTo(y.Value.Span)),
        (CelTimestamp x, CelTimestamp y) => (x.Seconds, x.Nanos).CompareTo((y.Seconds, y.Nanos)),
        (CelDuration x, CelDuration y) => x.Nanoseconds.CompareTo(y.Nanoseconds),
        _ => CelNumbers.Compare(a, b),
    };
}

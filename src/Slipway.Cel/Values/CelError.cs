using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>
/// The outcome of an operation that failed. It takes the place of the value and is carried outwards; <c>&amp;&amp;</c> and <c>||</c> may
/// absorb it.
/// </summary>
/// <param name="message">What failed, in the words of kube-apiserver's evaluator.</param>
/// <param name="reason">What stopped the evaluation.</param>
public sealed class CelError(string message, CelErrorReason reason = CelErrorReason.Failed) : CelValue(CelKind.Error)
{
    /// <summary>What failed.</summary>
    public string Message { get; } = message;

    /// <summary>What stopped the evaluation.</summary>
    public CelErrorReason Reason { get; } = reason;

    /// <inheritdoc/>
    public override CelType Type => CelType.Error;

    internal static CelError NoSuchOverload { get; } = new("no such overload");

    internal static CelError NoSuchKey(CelValue key) => new($"no such key: {key}");

    internal static CelError NoSuchKey(string key) => new($"no such key: {key}");

    /// <inheritdoc/>
    public override bool EqualTo(CelValue other) => false;

    /// <inheritdoc/>
    public override int HashValue() => string.GetHashCode(Message, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Message;
}

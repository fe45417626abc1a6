namespace Slipway.ControllerRuntime.Errors;

/// <summary>A failure with a code of its own: for observations and <c>Call</c> effects that know better than the engine.</summary>
/// <param name="code">The class of the failure.</param>
/// <param name="message">What a person should know; no secrets.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class FailureException(ErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The class of the failure.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>How long whoever failed asks to be left alone; null when nothing is said.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

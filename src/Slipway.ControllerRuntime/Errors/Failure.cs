using Slipway.Kubernetes.Errors;

namespace Slipway.ControllerRuntime.Errors;

/// <summary>An exception as a value of the catalogue.</summary>
/// <param name="Code">The class of the failure.</param>
/// <param name="Message">What a person should know.</param>
/// <param name="RetryAfter">The time the server asked for; null when it said nothing.</param>
internal sealed record Failure(ErrorCode Code, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>Classifies an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="unavailable">The code of a server that does not answer.</param>
    public static Failure Of(Exception exception, ErrorCode? unavailable = null)
    {
        unavailable ??= ErrorCodes.ApiUnavailable;
        return exception switch
        {
            FailureException f => new(f.Code, f.Message, f.RetryAfter),
            KubeApiException { IsNotFound: true } e => new(ErrorCodes.ReferenceNotFound, e.Message),
            KubeApiException { IsRetryable: true } e => new(unavailable, e.Message, AskedFor(e)),
            KubeApiException { IsConflict: true } e => new(unavailable, e.Message),
            KubeApiException e => new(ErrorCodes.ApiRefused, e.Message),
            HttpRequestException or IOException or TimeoutException => new(unavailable, exception.Message),
            OperationCanceledException => new(unavailable, "the request timed out"),
            _ => new(ErrorCodes.Internal, exception.Message),
        };
    }

    /// <summary>The exception where its stack tells more than the failure's text: when nobody foresaw it.</summary>
    public Exception? Unforeseen(Exception exception) => Code == ErrorCodes.Internal ? exception : null;

    private static TimeSpan? AskedFor(KubeApiException exception) =>
        exception.Status.Details is { RetryAfterSeconds: > 0 and var seconds } ? TimeSpan.FromSeconds(seconds) : null;
}

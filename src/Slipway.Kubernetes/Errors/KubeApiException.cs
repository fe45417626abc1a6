using System.Collections.Immutable;

namespace Slipway.Kubernetes.Errors;

/// <summary>A request that an API server answered with a failure.</summary>
/// <param name="status">The server's answer.</param>
public sealed class KubeApiException(KubeStatus status) : Exception(status.Message)
{
    /// <summary>The server's answer.</summary>
    public KubeStatus Status { get; } = status;

    /// <summary>What a server warned of before it refused; empty when the failure came over a wire.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The object, or its resource, does not exist.</summary>
    public bool IsNotFound => Status.Code == 404;

    /// <summary>An object of that name exists already.</summary>
    public bool IsAlreadyExists => Status is { Code: 409, Reason: StatusReason.AlreadyExists };

    /// <summary>The object has changed since it was read.</summary>
    public bool IsConflict => Status is { Code: 409, Reason: StatusReason.Conflict };

    /// <summary>The resourceVersion asked for is not kept any more: list again.</summary>
    public bool IsExpired => Status.Code == 410;

    /// <summary>The object breaks a rule; asking again with the same object cannot help.</summary>
    public bool IsInvalid => Status.Code is 422 or 400;

    /// <summary>Whether the same request may succeed later: throttled, timed out, unavailable, or a failure of the server.</summary>
    public bool IsRetryable => Status.Code is 429 or >= 500;
}

namespace Slipway.Kubernetes.Errors;

/// <summary>A failed request's answer (<c>metav1.Status</c> with <c>status: Failure</c>).</summary>
/// <param name="Code">The HTTP status code.</param>
/// <param name="Reason">One of <see cref="StatusReason"/>.</param>
/// <param name="Message">The text for a person.</param>
public sealed record KubeStatus(int Code, string Reason, string Message)
{
    /// <summary>What the request was about.</summary>
    public StatusDetails? Details { get; init; }

    /// <summary>
    /// When a list's pages are not kept any more (410): the token by which the rest can be read as it is now; else null.
    /// </summary>
    public string? Continue { get; init; }
}

namespace Slipway.ApiServer.Requests;

/// <summary>
/// A request for a resource after transport and decoding, as an API server's handlers see it. Options are kept as the client wrote
/// them, so that the engine refuses bad ones with kube-apiserver's words.
/// </summary>
public abstract record ApiRequest
{
    /// <summary>The resource that the path names.</summary>
    public required ResourceReference Resource { get; init; }

    /// <summary>The namespace in the path; empty when the path has none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Who asks.</summary>
    public RequestUser User { get; init; } = RequestUser.Internal;

    /// <summary>Gets notes for the audit log; null where there is none.</summary>
    public AuditAnnotations? Audit { get; init; }
}

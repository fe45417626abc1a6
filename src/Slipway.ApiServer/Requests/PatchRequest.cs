using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Requests;

/// <summary>Changes part of an object or of one of its subresources.</summary>
public sealed record PatchRequest : WriteRequest
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>How the body is to be read.</summary>
    public required PatchType PatchType { get; init; }

    /// <summary>Server-side apply: take over fields that others own; null when the client does not say.</summary>
    public bool? Force { get; init; }
}

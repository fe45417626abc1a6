using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Requests;

/// <summary>One object as the answer: what was asked for, or a <c>Status</c> of success.</summary>
/// <param name="Object">The object in the version asked for. Its bytes may be sent without a copy.</param>
/// <param name="StatusCode">The HTTP status code: 200 or 201.</param>
public sealed record ObjectResult(KubeObject Object, int StatusCode = 200)
{
    /// <summary>Texts for <c>Warning</c> headers, in order.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Patching;

namespace Slipway.ApiServer.Verbs;

/// <summary>A patch that was read, to be applied as often as a race makes it necessary.</summary>
/// <param name="Type">How it says what it changes.</param>
internal sealed record ParsedPatch(PatchType Type)
{
    /// <summary>The document; null for a JSON patch, and for a merge that says nothing.</summary>
    public JsonObject? Document { get; init; }

    /// <summary>The operations of a JSON patch.</summary>
    public JsonPatch? Operations { get; init; }

    /// <summary>Whether an apply takes over fields that others own.</summary>
    public bool Force { get; init; }

    /// <summary>What strict decoding finds in the patch itself, as sentences.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>
    /// Why the patch cannot be used. It is told when the patch meets its object: that there is none is told first.
    /// </summary>
    public KubeApiException? Failure { get; init; }

    public bool IsApply => Type == PatchType.Apply;
}

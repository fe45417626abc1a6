using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission;

/// <summary>A write as admission plugins see it, in the version that the client speaks.</summary>
public sealed class AdmissionRequest
{
    /// <summary>What the write does.</summary>
    public required AdmissionOperation Operation { get; init; }

    /// <summary>The object's kind, at the version that the client speaks.</summary>
    public required GroupVersionKind Kind { get; init; }

    /// <summary>The resource and the subresource.</summary>
    public required ResourceReference Resource { get; init; }

    /// <summary>The object's namespace and name.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>
    /// The object as it would become; null for a deletion. Mutating plugins change it in place. Its managedFields may be
    /// <see cref="Kubernetes.Apply.StoredManagers"/> instead of a list.
    /// </summary>
    public JsonObject? Object { get; init; }

    /// <summary>The object as it is; null for a creation. Not to be changed.</summary>
    public JsonObject? OldObject { get; init; }

    /// <summary>Who asks.</summary>
    public required RequestUser User { get; init; }

    /// <summary>Whether nothing will be stored: a plugin must not do anything outside either.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Gets texts for the client's <c>Warning</c> headers.</summary>
    public required ICollection<string> Warnings { get; init; }
}

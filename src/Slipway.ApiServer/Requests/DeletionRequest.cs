using System.Collections.Immutable;

namespace Slipway.ApiServer.Requests;

/// <summary>What deleting one object and deleting many have in common: <c>DeleteOptions</c>, from the body or the query.</summary>
public abstract record DeletionRequest : ApiRequest
{
    /// <summary>The values of <c>dryRun</c>; <c>All</c> runs every check and deletes nothing.</summary>
    public ImmutableArray<string> DryRun { get; init; } = [];

    /// <summary><c>Background</c>, <c>Foreground</c>, <c>Orphan</c>, or empty for the resource's default.</summary>
    public string PropagationPolicy { get; init; } = "";

    /// <summary>The older form of <see cref="PropagationPolicy"/>; null when the client does not say.</summary>
    public bool? OrphanDependents { get; init; }

    /// <summary>Seconds the object is given to end; null for the resource's default.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>The UID that an object must have to be deleted; empty for any.</summary>
    public string PreconditionUid { get; init; } = "";

    /// <summary>The resourceVersion that an object must have to be deleted; empty for any.</summary>
    public string PreconditionResourceVersion { get; init; } = "";
}

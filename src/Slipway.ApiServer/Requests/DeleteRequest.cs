namespace Slipway.ApiServer.Requests;

/// <summary>Deletes one object.</summary>
public sealed record DeleteRequest : DeletionRequest
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The UID that the object must have; empty for any.</summary>
    public string PreconditionUid { get; init; } = "";

    /// <summary>The resourceVersion that the object must have; empty for any.</summary>
    public string PreconditionResourceVersion { get; init; } = "";
}

namespace Slipway.ApiServer.Requests;

/// <summary>Deletes one object.</summary>
public sealed record DeleteRequest : DeletionRequest
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }
}

namespace Slipway.ApiServer.Requests;

/// <summary>Replaces an object or one of its subresources.</summary>
public sealed record UpdateRequest : WriteRequest
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }
}

namespace Slipway.ApiServer.Requests;

/// <summary>Creates an object, or posts to a subresource such as <c>eviction</c>.</summary>
public sealed record CreateRequest : WriteRequest
{
    /// <summary>The object whose subresource is posted to; empty when creating an object.</summary>
    public string Name { get; init; } = "";
}

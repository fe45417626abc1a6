namespace Slipway.ApiServer.Requests;

/// <summary>A document that the server makes of itself.</summary>
/// <param name="Json">The document as UTF-8 JSON.</param>
/// <param name="ETag">Names the content: equal tags, equal documents. Without quotes.</param>
public sealed record ApiDocument(ReadOnlyMemory<byte> Json, string ETag)
{
    /// <summary>An OpenAPI document in the protobuf that Kubernetes' clients ask for, made when first asked for; null for others.</summary>
    internal Lazy<ReadOnlyMemory<byte>>? Protobuf { get; init; }

    /// <summary>The media type when it is not plain JSON; null when it is.</summary>
    public string? ContentType { get; init; }
}

namespace Slipway.ApiServer.Requests;

/// <summary>Reads one object or a subresource of it.</summary>
public sealed record GetRequest : ApiRequest
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version that the answer must not be older than; empty or <c>0</c> for the newest.</summary>
    public string ResourceVersion { get; init; } = "";
}

namespace Slipway.ApiServer.Requests;

/// <summary>Deletes every object that matches.</summary>
public sealed record DeleteCollectionRequest : DeletionRequest
{
    /// <summary>Which objects, as a list would be asked for; null for all of the namespace.</summary>
    public ListRequest? Selection { get; init; }
}

namespace Slipway.ApiServer.Requests;

/// <summary>Lists objects of a namespace, or of all when the request names none.</summary>
public sealed record ListRequest : SelectionRequest
{
    /// <summary>The page size; 0 or less for everything at once.</summary>
    public long Limit { get; init; }
}

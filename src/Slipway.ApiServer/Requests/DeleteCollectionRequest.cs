namespace Slipway.ApiServer.Requests;

/// <summary>Deletes every object that matches.</summary>
public sealed record DeleteCollectionRequest : DeletionRequest
{
    /// <summary>The label selector in its string form; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>The field selector in its string form; empty for all.</summary>
    public string FieldSelector { get; init; } = "";
}

namespace Slipway.ApiServer.Requests;

/// <summary>Lists objects of a namespace, or of all when the request names none.</summary>
public sealed record ListRequest : ApiRequest
{
    /// <summary>The label selector in its string form; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>The field selector in its string form; empty for all.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>The page size; 0 or less for everything at once.</summary>
    public long Limit { get; init; }

    /// <summary>The token of the page to go on with; empty for the first.</summary>
    public string Continue { get; init; } = "";

    /// <summary>The version wanted, read as <see cref="ResourceVersionMatch"/> says; empty for the newest.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary><c>Exact</c>, <c>NotOlderThan</c> or empty.</summary>
    public string ResourceVersionMatch { get; init; } = "";
}

namespace Slipway.ApiServer.Requests;

/// <summary>Watches objects of a namespace, or of all when the request names none.</summary>
public sealed record WatchRequest : ApiRequest
{
    /// <summary>The label selector in its string form; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>The field selector in its string form; empty for all.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>The version after which events start; empty or <c>0</c> to begin with an ADDED for each object there is.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary><c>NotOlderThan</c> with <see cref="SendInitialEvents"/>, else empty.</summary>
    public string ResourceVersionMatch { get; init; } = "";

    /// <summary>Whether BOOKMARK events may be sent.</summary>
    public bool AllowWatchBookmarks { get; init; }

    /// <summary>Whether to begin with what exists and a BOOKMARK that says so; null when the client does not say.</summary>
    public bool? SendInitialEvents { get; init; }
}

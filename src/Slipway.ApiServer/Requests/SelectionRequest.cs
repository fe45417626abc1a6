namespace Slipway.ApiServer.Requests;

/// <summary>What lists and watches have in common: which objects, and of which version.</summary>
public abstract record SelectionRequest : ApiRequest
{
    /// <summary>The one object that the path names, as the old <c>/watch/</c> paths may; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>The label selector in its string form; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>The field selector in its string form; empty for all.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>
    /// The version wanted. A list reads it as <see cref="ResourceVersionMatch"/> says, empty for the newest; a watch tells what came after
    /// it, empty or <c>0</c> to begin with an ADDED for each object there is.
    /// </summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary><c>Exact</c>, <c>NotOlderThan</c> or empty; of a watch <c>NotOlderThan</c> with <see cref="SendInitialEvents"/>, else empty.</summary>
    public string ResourceVersionMatch { get; init; } = "";

    /// <summary>The token of the page to go on with; empty for the first. A watch has none.</summary>
    public string Continue { get; init; } = "";

    /// <summary>
    /// Whether a watch begins with what exists and a BOOKMARK that says so; null when the client does not say. A list must not say it.
    /// </summary>
    public bool? SendInitialEvents { get; init; }
}

namespace Slipway.ApiServer.Requests;

/// <summary>Watches objects of a namespace, or of all when the request names none.</summary>
public sealed record WatchRequest : SelectionRequest
{
    /// <summary>Whether BOOKMARK events may be sent.</summary>
    public bool AllowWatchBookmarks { get; init; }

    /// <summary>How long the caller is going to read; the last bookmark comes shortly before. Null when that is not known.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether the watch comes by an old <c>/watch/</c> path. kube-apiserver checks the options of those as it checks a list's, and they do
    /// not imply <see cref="SelectionRequest.SendInitialEvents"/>.
    /// </summary>
    public bool IsLegacyPath { get; init; }
}

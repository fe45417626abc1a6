using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Starts watches. What is wrong with the request itself is thrown; from a version that can be read but not served comes a watch that
/// ends with an error event at once, as with kube-apiserver.
/// </summary>
internal sealed class WatchStarter(EngineCore core)
{
    public IResourceWatch Start(WatchRequest asked)
    {
        var resource = RequestChecks.Resolve(core.Registry, asked, "watch", named: false);
        var request = SelectionChecks.WithDefaults(asked);
        var filter = SelectionChecks.Read(request, resource);
        var from = request.ResourceVersion is "" or "0"
            ? (long?)null
            : RevisionText.Parse(request.ResourceVersion, ApiErrors.Unclassified);
        try
        {
            return request.SendInitialEvents ?? from is null
                ? StartWithState(request, resource, filter, from ?? 0)
                : StartAfter(request, resource, filter, from ?? core.Store.Revision);
        }
        catch (RevisionTooOldException e)
        {
            return new FailedWatch(ApiErrors.Expired($"too old resource version: {e.Revision} ({e.Oldest})"));
        }
        catch (RevisionTooNewException e)
        {
            return new FailedWatch(ApiErrors.TooLargeResourceVersion(e.Revision, e.Current));
        }
    }

    private static string? NamespaceOf(WatchRequest request) => request.Namespace.Length == 0 ? null : request.Namespace;

    private ResourceWatch StartWithState(WatchRequest request, ResourceInfo resource, ObjectFilter filter, long notOlderThan)
    {
        if (notOlderThan > core.Store.Revision)
        {
            throw new RevisionTooNewException(notOlderThan, core.Store.Revision);
        }

        var watcher = core.Store.ListAndWatch(resource.StoreResource, NamespaceOf(request), out var initial);
        initial = resource.Rules.IsComputed ? initial with { Items = core.ApiServices.List() } : initial;
        var watch = new ResourceWatch(core, resource, filter, watcher, Bookmarks(request));
        watch.StartWith(initial, announceEnd: request is { SendInitialEvents: true, AllowWatchBookmarks: true });
        return watch;
    }

    private ResourceWatch StartAfter(WatchRequest request, ResourceInfo resource, ObjectFilter filter, long revision)
    {
        // A version that is not there yet is awaited: the watch is silent until it has passed.
        var watcher = core.Store.Watch(resource.StoreResource, NamespaceOf(request), Math.Min(revision, core.Store.Revision));
        return new ResourceWatch(core, resource, filter, watcher, Bookmarks(request), revision);
    }

    private BookmarkSchedule? Bookmarks(WatchRequest request) =>
        request.AllowWatchBookmarks ? new BookmarkSchedule(core.Time, request.Timeout) : null;
}

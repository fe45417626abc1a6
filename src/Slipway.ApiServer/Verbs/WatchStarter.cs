using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Starts watches.</summary>
internal sealed class WatchStarter(EngineCore core)
{
    public IResourceWatch Start(WatchRequest request)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "watch", named: false);
        CheckInitialEvents(request);
        var filter = ObjectFilter.Parse(resource, request.LabelSelector, request.FieldSelector);
        var from = request.ResourceVersion is "" or "0"
            ? (long?)null
            : RevisionText.Parse(request.ResourceVersion, ApiErrors.Unclassified);
        var sendsInitial = request.SendInitialEvents ?? from is null;
        if (from > core.Store.Revision && request.SendInitialEvents == true)
        {
            throw ApiErrors.TooLargeResourceVersion(from.Value, core.Store.Revision);
        }

        return sendsInitial ? StartWithState(request, resource, filter) : StartAfter(request, resource, filter, from ?? core.Store.Revision);
    }

    private static string? NamespaceOf(WatchRequest request) => request.Namespace.Length == 0 ? null : request.Namespace;

    private static void CheckInitialEvents(WatchRequest request)
    {
        FieldError? error = null;
        if (request.SendInitialEvents is not null && request.ResourceVersionMatch != "NotOlderThan")
        {
            error = FieldError.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        else if (request.SendInitialEvents is null && request.ResourceVersionMatch.Length > 0)
        {
            error = FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }

        if (error is not null)
        {
            throw ApiErrors.InvalidOptions("ListOptions", error);
        }
    }

    private ResourceWatch StartWithState(WatchRequest request, ResourceInfo resource, ObjectFilter filter)
    {
        var watcher = core.Store.ListAndWatch(resource.GroupResource, NamespaceOf(request), out var initial);
        var watch = new ResourceWatch(core, resource, filter, watcher, request.AllowWatchBookmarks);
        watch.StartWith(initial, announceEnd: request is { SendInitialEvents: true, AllowWatchBookmarks: true });
        return watch;
    }

    private ResourceWatch StartAfter(WatchRequest request, ResourceInfo resource, ObjectFilter filter, long revision)
    {
        try
        {
            var watcher = core.Store.Watch(resource.GroupResource, NamespaceOf(request), revision);
            return new ResourceWatch(core, resource, filter, watcher, request.AllowWatchBookmarks);
        }
        catch (RevisionTooOldException e)
        {
            throw ApiErrors.Expired($"too old resource version: {e.Revision} ({e.Oldest})");
        }
        catch (RevisionTooNewException e)
        {
            throw ApiErrors.TooLargeResourceVersion(e.Revision, e.Current);
        }
    }
}

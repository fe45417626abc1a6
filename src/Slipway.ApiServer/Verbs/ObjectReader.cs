using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Get and list.</summary>
internal sealed class ObjectReader(EngineCore core)
{
    public async ValueTask<ObjectResult> GetAsync(GetRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "get", named: true);
        if (request.ResourceVersion is not ("" or "0")
            && RevisionText.Parse(request.ResourceVersion, ApiErrors.Unclassified) is var wanted
            && wanted > core.Store.Revision)
        {
            throw ApiErrors.TooLargeResourceVersion(wanted, core.Store.Revision);
        }

        var stored = (resource.Rules.IsComputed
                ? core.ApiServices.Find(request.Name)
                : core.Store.Get(EngineCore.KeyOf(resource, request.Namespace, request.Name)))
            ?? throw ApiErrors.NotFound(resource, request.Name);
        var view = await core.Translator.ViewAsync(stored, resource, cancellationToken);
        return new ObjectResult(request.Resource.Subresource == "scale" ? ScaleView.Read(view, resource) : view);
    }

    public async ValueTask<ListResult> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "list", named: false);
        var filter = SelectionChecks.Read(request, resource);
        var page = Select(request, resource, filter);
        var items = new KubeObject[page.Items.Count];
        await core.Translator.PrepareAsync(page.Items, 0, items.Length, resource, cancellationToken);
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = await core.Translator.ViewAsync(page.Items[i], resource, cancellationToken);
        }

        return new ListResult(resource.Kind with { Kind = resource.ListKind }, items, RevisionText.Format(page.Revision))
        {
            Continue = page.Next?.Encode() ?? "",
            RemainingItemCount = filter.IsEmpty && page.Next is not null ? page.Remaining : null,
            IsCustom = resource.IsCustom,
        };
    }

    // kube-apiserver serves version 0 from its cache, which does not page.
    private static int LimitOf(ListRequest request) =>
        request.ResourceVersion != "0" && request.Limit is > 0 and <= int.MaxValue ? (int)request.Limit : 0;

    // With a selector a page is full before anybody knows whether what is left matches too: then the next one may be empty.
    private static Page Filter(StoreList list, ObjectFilter filter, int limit, string ns)
    {
        var matching = new List<StoredObject>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (filter.Matches(list.Items[i]))
            {
                matching.Add(list.Items[i]);
                if (matching.Count == limit)
                {
                    return Page.Of(list, matching, list.Items.Count - 1 - i, ns);
                }
            }
        }

        return Page.Of(list, matching, remaining: 0, ns);
    }

    // Null for the newest state.
    private static long? WantedRevision(ListRequest request, out ContinueToken? token)
    {
        token = null;
        if (request.Continue.Length > 0)
        {
            token = ContinueToken.Decode(request.Continue);
            return request.ResourceVersion is not ("" or "0")
                ? throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue")
                : token.Revision < 0 ? null : token.Revision;
        }

        return request.ResourceVersion is "" or "0"
            ? null
            : RevisionText.Parse(request.ResourceVersion, why => ApiErrors.BadRequest($"invalid resource version: {why}"));
    }

    private Page Select(ListRequest request, ResourceInfo resource, ObjectFilter filter)
    {
        var revision = WantedRevision(request, out var token);
        var limit = LimitOf(request);

        // With a selector a page takes what it needs from all that follows; without one the store counts.
        var query = new StoreQuery(
            resource.StoreResource,
            request.Namespace.Length == 0 ? null : request.Namespace,
            token?.KeyOf(resource.StoreResource, request.Namespace),
            filter.IsEmpty ? limit : 0);
        var list = resource.Rules.IsComputed
            ? new StoreList(core.Store.Revision, core.ApiServices.List(), Remaining: 0)
            : Read(revision, query, request, token);
        return filter.IsEmpty
            ? Page.Of(list, list.Items, list.Remaining, request.Namespace)
            : Filter(list, filter, limit, request.Namespace);
    }

    private StoreList Read(long? revision, StoreQuery query, ListRequest request, ContinueToken? token)
    {
        if (revision is not { } wanted)
        {
            return core.Store.List(query);
        }

        if (wanted > core.Store.Revision)
        {
            throw ApiErrors.TooLargeResourceVersion(wanted, core.Store.Revision);
        }

        var exact = token is not null || request.ResourceVersionMatch == "Exact"
            || (request.ResourceVersionMatch.Length == 0 && request.Limit > 0);
        if (!exact)
        {
            return core.Store.List(query);
        }

        try
        {
            return core.Store.ListAt(wanted, query);
        }
        catch (RevisionTooOldException)
        {
            throw token is null
                ? ApiErrors.Expired("The resourceVersion for the provided list is too old.")
                : ApiErrors.ExpiredContinue((token with { Revision = -1 }).Encode());
        }
    }

    private readonly record struct Page(long Revision, IReadOnlyList<StoredObject> Items, long Remaining, ContinueToken? Next)
    {
        public static Page Of(StoreList list, IReadOnlyList<StoredObject> items, long remaining, string ns) => new(
            list.Revision,
            items,
            remaining,
            remaining > 0 && items.Count > 0 ? ContinueToken.After(list.Revision, items[^1].Key, ns) : null);
    }
}

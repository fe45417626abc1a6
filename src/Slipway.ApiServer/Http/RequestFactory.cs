using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Bodies;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Http;

/// <summary>Reads the engine's requests off HTTP ones.</summary>
internal static class RequestFactory
{
    public static GetRequest Get(HttpRequest http, RequestPath path, RequestUser user) => new()
    {
        Resource = path.Resource,
        Namespace = path.Namespace,
        Name = path.Name,
        User = user,
        ResourceVersion = http.Query.Text("resourceVersion"),
    };

    public static ListRequest List(HttpRequest http, RequestPath path, RequestUser user)
    {
        var query = http.Query;
        _ = query.Number("timeoutSeconds"); // a list has no use for it, but a value that is no number is refused
        return WithSelection(new ListRequest { Resource = path.Resource, User = user, Limit = query.Number("limit") ?? 0 }, query, path);
    }

    public static WatchRequest Watch(HttpRequest http, RequestPath path, RequestUser user)
    {
        var query = http.Query;
        var seconds = query.Number("timeoutSeconds");
        _ = query.Number("limit");
        var request = new WatchRequest
        {
            Resource = path.Resource,
            User = user,
            AllowWatchBookmarks = query.Flag("allowWatchBookmarks") ?? false,
            Timeout = seconds is > 0 and <= int.MaxValue / 1000 ? TimeSpan.FromSeconds(seconds.Value) : null,
            IsLegacyPath = path.IsLegacyWatch && query.Flag("watch") != true,
        };
        return WithSelection(request, query, path);
    }

    public static async ValueTask<CreateRequest> CreateAsync(
        HttpRequest http, Exchange exchange, RequestUser user, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(http, cancellationToken);
        return WithOptions(
            new CreateRequest
            {
                Resource = exchange.Path.Resource,
                Namespace = exchange.Path.Namespace,
                Name = exchange.Path.Name,
                User = user,
                Audit = exchange.Audit,
                Body = body,
            },
            http);
    }

    public static async ValueTask<UpdateRequest> UpdateAsync(
        HttpRequest http, Exchange exchange, RequestUser user, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(http, cancellationToken);
        return WithOptions(
            new UpdateRequest
            {
                Resource = exchange.Path.Resource,
                Namespace = exchange.Path.Namespace,
                Name = exchange.Path.Name,
                User = user,
                Audit = exchange.Audit,
                Body = body,
            },
            http);
    }

    public static async ValueTask<PatchRequest> PatchAsync(
        HttpRequest http, Exchange exchange, RequestUser user, CancellationToken cancellationToken)
    {
        var type = PatchMediaTypes.Parse(http.ContentType, !ResourceRegistry.IsBuiltIn(exchange.Path.Resource.Group, exchange.Path.Resource.Version));
        var body = type == PatchType.Apply
            ? await JsonBody.ReadApplyAsync(http, cancellationToken)
            : RequestBody.FromUtf8(await BodyReader.ReadAsync(http, cancellationToken));
        var request = new PatchRequest
        {
            Resource = exchange.Path.Resource,
            Namespace = exchange.Path.Namespace,
            Name = exchange.Path.Name,
            User = user,
            Audit = exchange.Audit,
            Body = body,
            PatchType = type,
            Force = http.Query.Flag("force"),
        };
        return WithOptions(request, http);
    }

    public static async ValueTask<DeleteRequest> DeleteAsync(
        HttpRequest http, Exchange exchange, RequestUser user, CancellationToken cancellationToken)
    {
        var options = DeleteOptionsReader.Read(await JsonBody.ReadAsync(http, cancellationToken), http.Query);
        var request = new DeleteRequest
        {
            Resource = exchange.Path.Resource,
            Namespace = exchange.Path.Namespace,
            Name = exchange.Path.Name,
            User = user,
            Audit = exchange.Audit,
        };
        return WithOptions(request, options);
    }

    public static async ValueTask<DeleteCollectionRequest> DeleteCollectionAsync(
        HttpRequest http, Exchange exchange, RequestUser user, CancellationToken cancellationToken)
    {
        var options = DeleteOptionsReader.Read(await JsonBody.ReadAsync(http, cancellationToken), http.Query);
        var request = new DeleteCollectionRequest
        {
            Resource = exchange.Path.Resource,
            Namespace = exchange.Path.Namespace,
            User = user,
            Selection = List(http, exchange.Path, user),
            Audit = exchange.Audit,
        };
        return WithOptions(request, options);
    }

    private static T WithSelection<T>(T request, IQueryCollection query, RequestPath path)
        where T : SelectionRequest
    {
        SelectionRequest selection = request;
        return (T)(selection with
        {
            Namespace = path.Namespace,
            Name = path.Name,
            LabelSelector = query.Text("labelSelector"),
            FieldSelector = query.Text("fieldSelector"),
            ResourceVersion = query.Text("resourceVersion"),
            ResourceVersionMatch = query.Text("resourceVersionMatch"),
            Continue = query.Text("continue"),
            SendInitialEvents = query.Flag("sendInitialEvents"),
        });
    }

    private static T WithOptions<T>(T request, HttpRequest http)
        where T : WriteRequest
    {
        WriteRequest write = request;
        return (T)(write with
        {
            DryRun = http.Query.Texts("dryRun"),
            FieldManager = http.Query.Text("fieldManager"),
            FieldValidation = http.Query.Text("fieldValidation"),
            UserAgent = http.Headers.UserAgent.ToString(),
        });
    }

    private static T WithOptions<T>(T request, DeleteOptionsBody options)
        where T : DeletionRequest
    {
        DeletionRequest deletion = request;
        return (T)(deletion with
        {
            DryRun = options.DryRun,
            PropagationPolicy = options.PropagationPolicy,
            OrphanDependents = options.OrphanDependents,
            GracePeriodSeconds = options.GracePeriodSeconds,
            PreconditionUid = options.PreconditionUid,
            PreconditionResourceVersion = options.PreconditionResourceVersion,
        });
    }
}

using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Bodies;
using Slipway.ApiServer.Http.Routing;
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

    public static ListRequest List(HttpRequest http, RequestPath path, RequestUser user) => new()
    {
        Resource = path.Resource,
        Namespace = path.Namespace,
        User = user,
        LabelSelector = http.Query.Text("labelSelector"),
        FieldSelector = http.Query.Text("fieldSelector"),
        Limit = http.Query.Number("limit") ?? 0,
        Continue = http.Query.Text("continue"),
        ResourceVersion = http.Query.Text("resourceVersion"),
        ResourceVersionMatch = http.Query.Text("resourceVersionMatch"),
    };

    public static WatchRequest Watch(HttpRequest http, RequestPath path, RequestUser user) => new()
    {
        Resource = path.Resource,
        Namespace = path.Namespace,
        User = user,
        LabelSelector = http.Query.Text("labelSelector"),
        FieldSelector = path.Name.Length > 0 ? $"metadata.name={path.Name}" : http.Query.Text("fieldSelector"),
        ResourceVersion = http.Query.Text("resourceVersion"),
        ResourceVersionMatch = http.Query.Text("resourceVersionMatch"),
        AllowWatchBookmarks = http.Query.Flag("allowWatchBookmarks") ?? false,
        SendInitialEvents = http.Query.Flag("sendInitialEvents"),
    };

    public static async ValueTask<CreateRequest> CreateAsync(
        HttpRequest http, RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var body = RequestBody.FromUtf8(await JsonBody.ReadAsync(http, cancellationToken));
        return WithOptions(
            new CreateRequest { Resource = path.Resource, Namespace = path.Namespace, Name = path.Name, User = user, Body = body }, http);
    }

    public static async ValueTask<UpdateRequest> UpdateAsync(
        HttpRequest http, RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var body = RequestBody.FromUtf8(await JsonBody.ReadAsync(http, cancellationToken));
        return WithOptions(
            new UpdateRequest { Resource = path.Resource, Namespace = path.Namespace, Name = path.Name, User = user, Body = body }, http);
    }

    public static async ValueTask<PatchRequest> PatchAsync(
        HttpRequest http, RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var type = PatchMediaTypes.Parse(http.ContentType);
        var body = type == PatchType.Apply
            ? await JsonBody.ReadApplyAsync(http, cancellationToken)
            : await BodyReader.ReadAsync(http, cancellationToken);
        var request = new PatchRequest
        {
            Resource = path.Resource,
            Namespace = path.Namespace,
            Name = path.Name,
            User = user,
            Body = RequestBody.FromUtf8(body),
            PatchType = type,
            Force = http.Query.Flag("force"),
        };
        return WithOptions(request, http);
    }

    public static async ValueTask<DeleteRequest> DeleteAsync(
        HttpRequest http, RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var options = DeleteOptionsReader.Read(await JsonBody.ReadAsync(http, cancellationToken), http.Query);
        var request = new DeleteRequest
        {
            Resource = path.Resource,
            Namespace = path.Namespace,
            Name = path.Name,
            User = user,
            PreconditionUid = options.PreconditionUid,
            PreconditionResourceVersion = options.PreconditionResourceVersion,
        };
        return WithOptions(request, options);
    }

    public static async ValueTask<DeleteCollectionRequest> DeleteCollectionAsync(
        HttpRequest http, RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var options = DeleteOptionsReader.Read(await JsonBody.ReadAsync(http, cancellationToken), http.Query);
        var request = new DeleteCollectionRequest
        {
            Resource = path.Resource,
            Namespace = path.Namespace,
            User = user,
            LabelSelector = http.Query.Text("labelSelector"),
            FieldSelector = http.Query.Text("fieldSelector"),
        };
        return WithOptions(request, options);
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
        });
    }
}

using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http.Answers;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Http.Pods;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http;

/// <summary>Turns requests for resources into the engine's terms, and its results into answers.</summary>
internal sealed class ResourceHandler
{
    private readonly IApiServerEngine _engine;
    private readonly ObjectAnswer _objects;
    private readonly WatchAnswer _watches;
    private readonly PodHandler _pods;
    private readonly ProxyHandler _proxies;

    public ResourceHandler(ApiServerFrontOptions options)
    {
        _engine = options.Engine;
        _objects = new ObjectAnswer(options.Engine);
        _watches = new WatchAnswer(options.Engine, options.Time, options.Random);
        _pods = new PodHandler(options);
        _proxies = new ProxyHandler(options.Engine);
    }

    public Task HandleAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var path = exchange.Path;
        var named = path.Name.Length > 0;
        if (_engine.DeprecationOf(path.Resource) is { } deprecation)
        {
            context.Response.AddWarnings([deprecation]);
        }

        return exchange.Verb switch
        {
            _ when named && path.Resource is { Group: "", Plural: "pods", Subresource: "portforward" or "exec" or "attach" } =>
                _pods.ConnectAsync(context, exchange, user),
            _ when named && path.Resource is { Group: "", Plural: "pods" or "services" or "nodes", Subresource: "proxy" } =>
                _proxies.RefuseAsync(path, user, context.RequestAborted),

            // kube-apiserver's routes of its own kinds have no HEAD; the handler of custom ones takes it for a GET.
            _ when HttpMethods.IsHead(context.Request.Method) && IsBuiltIn(path) =>
                throw FrontErrors.MethodNotAllowed(),
            RequestVerb.Watch => WatchAsync(context, exchange, user),
            RequestVerb.Get when path.Resource is { Group: "", Plural: "pods", Subresource: "log" } =>
                _pods.SendLogAsync(context, exchange, user),
            RequestVerb.Get => GetAsync(context, path, user),
            RequestVerb.List => ListAsync(context, path, user),
            RequestVerb.Create when !named || path.Resource.Subresource.Length > 0 || !IsBuiltIn(path) => CreateAsync(context, exchange, user),
            RequestVerb.Update when named => UpdateAsync(context, exchange, user),
            RequestVerb.Patch when named => PatchAsync(context, exchange, user),
            RequestVerb.Delete => DeleteAsync(context, exchange, user),
            RequestVerb.DeleteCollection => DeleteCollectionAsync(context, exchange, user),
            RequestVerb.Update or RequestVerb.Patch when !IsBuiltIn(path) => throw ApiErrors.BadRequest("name must be provided"),
            _ => throw FrontErrors.MethodNotAllowed(),
        };
    }

    private static bool IsBuiltIn(RequestPath path) => ResourceRegistry.IsBuiltIn(path.Resource.Group, path.Resource.Version);

    private static ResponseFormat Negotiate(HttpContext context, RequestPath path, bool isList = false, bool isWatch = false) =>
        ResponseFormat.Negotiate(
            context.Request.Headers.Accept.ToString(), new ResponseTarget(path.Resource) { IsList = isList, IsWatch = isWatch });

    private Task WatchAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var format = Negotiate(context, exchange.Path, isList: true, isWatch: true);
        var closing = context.Features.Get<IEndpointConnectionFeature>()?.Closing ?? CancellationToken.None;
        return _watches.SendAsync(context, exchange, RequestFactory.Watch(context.Request, exchange.Path, user), format, closing);
    }

    private async Task GetAsync(HttpContext context, RequestPath path, RequestUser user)
    {
        var format = Negotiate(context, path);
        var result = await _engine.GetAsync(RequestFactory.Get(context.Request, path, user), context.RequestAborted);
        await _objects.SendAsync(context, path.Resource, result, format, context.RequestAborted);
    }

    private async Task ListAsync(HttpContext context, RequestPath path, RequestUser user)
    {
        var format = Negotiate(context, path, isList: true);
        var result = await _engine.ListAsync(RequestFactory.List(context.Request, path, user), context.RequestAborted);
        await _objects.SendAsync(context, path.Resource, result, format, context.RequestAborted);
    }

    private async Task CreateAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var format = Negotiate(context, exchange.Path);
        var request = await RequestFactory.CreateAsync(context.Request, exchange, user, context.RequestAborted);
        await SendAsync(context, exchange.Path, await _engine.CreateAsync(request, context.RequestAborted), format);
    }

    private async Task UpdateAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var format = Negotiate(context, exchange.Path);
        var request = await RequestFactory.UpdateAsync(context.Request, exchange, user, context.RequestAborted);
        await SendAsync(context, exchange.Path, await _engine.UpdateAsync(request, context.RequestAborted), format);
    }

    private async Task PatchAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var format = Negotiate(context, exchange.Path);
        var request = await RequestFactory.PatchAsync(context.Request, exchange, user, context.RequestAborted);
        await SendAsync(context, exchange.Path, await _engine.PatchAsync(request, context.RequestAborted), format);
    }

    private async Task DeleteAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var format = Negotiate(context, exchange.Path);
        var request = await RequestFactory.DeleteAsync(context.Request, exchange, user, context.RequestAborted);
        await SendAsync(context, exchange.Path, await _engine.DeleteAsync(request, context.RequestAborted), format);
    }

    private async Task DeleteCollectionAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var format = Negotiate(context, exchange.Path);
        var request = await RequestFactory.DeleteCollectionAsync(context.Request, exchange, user, context.RequestAborted);
        var result = await _engine.DeleteCollectionAsync(request, context.RequestAborted);
        await _objects.SendAsync(context, exchange.Path.Resource, result, format, context.RequestAborted);
    }

    private Task SendAsync(HttpContext context, RequestPath path, ObjectResult result, ResponseFormat format) =>
        _objects.SendAsync(context, path.Resource, result, format, context.RequestAborted);
}

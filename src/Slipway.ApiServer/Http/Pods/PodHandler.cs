using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// Serves what reaches into pods: <c>exec</c>, <c>attach</c>, <c>portforward</c> and <c>log</c>. Everything is checked in
/// kube-apiserver's order; then, where that would turn to the kubelet, the pod's runtime is asked.
/// </summary>
internal sealed class PodHandler
{
    private readonly IApiServerEngine _engine;
    private readonly IRequestAuthorizer _authorizer;
    private readonly PortForwardAnswer? _portForward;
    private readonly CommandAnswer? _commands;
    private readonly LogAnswer? _logs;

    public PodHandler(ApiServerFrontOptions options)
    {
        _engine = options.Engine;
        _authorizer = options.Authorizer;
        if (options.Pods is { } pods)
        {
            var upgrade = new StreamUpgrade(options.Loggers);
            _portForward = new PortForwardAnswer(pods, upgrade, options.Time);
            _commands = new CommandAnswer(pods, upgrade, options.Time);
            _logs = new LogAnswer(pods, options.Time);
        }
    }

    /// <summary>Connects to a pod.</summary>
    public async Task ConnectAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var (path, method) = (exchange.Path, context.Request.Method);
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsPost(method) && !HttpMethods.IsConnect(method))
        {
            throw FrontErrors.MethodNotAllowed();
        }

        var subresource = path.Resource.Subresource;
        var request = new ConnectRequest
        {
            Resource = path.Resource,
            Namespace = path.Namespace,
            Name = path.Name,
            User = user,
            Audit = exchange.Audit,
            Options = ConnectOptions.Of(subresource, context.Request.Query),
        };
        await _engine.ConnectAsync(request, context.RequestAborted);
        if (exchange.Verb != RequestVerb.Create)
        {
            // A WebSocket begins with a GET, and still must not be had with the right to read alone.
            var attributes = AuthorizationAttributes.Of(user, RequestVerb.Create, path.Resource, path.Namespace, path.Name);
            await _authorizer.DemandAsync(attributes, context.RequestAborted);
        }

        using var pod = await GetPodAsync(path, user, context.RequestAborted);
        var container = subresource == "portforward" ? "" : PodChecks.Container(pod.RootElement, context.Request.Query.Text("container"));
        if (!await HasNodeAsync(pod.RootElement, user, context.RequestAborted))
        {
            throw FrontErrors.BadRequest($"pod {path.Name} does not have a host assigned");
        }

        exchange.Release(); // it only carries bytes from here on
        await (subresource == "portforward"
            ? (_portForward ?? throw FrontErrors.NoContainers(subresource))
                .SendAsync(context, new ObjectKey(path.Namespace, path.Name), ClosingOf(context))
            : (_commands ?? throw FrontErrors.NoContainers(subresource))
                .SendAsync(context, new PodContainer(path.Namespace, path.Name, container), ClosingOf(context)));
    }

    /// <summary>Sends a container's log.</summary>
    public async Task SendLogAsync(HttpContext context, Exchange exchange, RequestUser user)
    {
        var path = exchange.Path;
        var options = LogOptions.Of(context.Request.Query, path.Name);
        using var pod = await GetPodAsync(path, user, context.RequestAborted);
        var container = PodChecks.Container(pod.RootElement, options.Container);
        if (!await HasNodeAsync(pod.RootElement, user, context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        exchange.Release(); // who follows it waits
        await (_logs ?? throw FrontErrors.NoContainers("log"))
            .SendAsync(context, new PodContainer(path.Namespace, path.Name, container), options, ClosingOf(context));
    }

    private static CancellationToken ClosingOf(HttpContext context) =>
        context.Features.Get<IEndpointConnectionFeature>()?.Closing ?? context.RequestAborted;

    private async Task<JsonDocument> GetPodAsync(RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var request = new GetRequest
        {
            Resource = path.Resource with { Subresource = "" },
            Namespace = path.Namespace,
            Name = path.Name,
            User = user,
        };
        return JsonDocument.Parse((await _engine.GetAsync(request, cancellationToken)).Object.Json);
    }

    /// <returns>False when the pod has no node yet.</returns>
    /// <exception cref="KubeApiException">There is no such node.</exception>
    private async Task<bool> HasNodeAsync(JsonElement pod, RequestUser user, CancellationToken cancellationToken)
    {
        var name = PodChecks.Node(pod);
        if (name.Length == 0)
        {
            return false;
        }

        try
        {
            var node = new GetRequest { Resource = new ResourceReference("", "v1", "nodes"), Namespace = "", Name = name, User = user };
            await _engine.GetAsync(node, cancellationToken);
            return true;
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            // kube-apiserver tells it so: as if it were a pod.
            throw ApiErrors.NotFound("", "pods", name);
        }
    }
}

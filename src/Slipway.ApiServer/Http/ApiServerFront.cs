using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Http.Access;
using Slipway.ApiServer.Http.Answers;
using Slipway.ApiServer.Http.Audit;
using Slipway.ApiServer.Http.Bodies;
using Slipway.ApiServer.Http.Fairness;
using Slipway.ApiServer.Http.Health;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http;

/// <summary>The Kubernetes API over HTTP: who asks, may they, what do they ask, and in which form do they want the answer.</summary>
public sealed partial class ApiServerFront
{
    private readonly IApiServerEngine _engine;
    private readonly IRequestAuthorizer _authorizer;
    private readonly RequestAuthenticator _authenticator;
    private readonly ResourceHandler _resources;
    private readonly HealthAnswer _health;
    private readonly IReadOnlyDictionary<string, Func<HttpContext, Task>> _extensions;
    private readonly FairQueue _reads;
    private readonly FairQueue _writes;
    private readonly MetricsAnswer _metrics;
    private readonly Auditor? _auditor;
    private readonly RequestDeadlines _deadlines;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Makes the front of an engine.</summary>
    public ApiServerFront(ApiServerFrontOptions options)
    {
        _engine = options.Engine;
        _authorizer = options.Authorizer;
        _authenticator = new RequestAuthenticator(options.Tokens);
        _resources = new ResourceHandler(options);
        _health = new HealthAnswer(options.Readiness);
        _extensions = options.Extensions;
        _timeout = options.RequestTimeout;
        _time = options.Time;
        _reads = new FairQueue(new FairQueueOptions { Seats = options.MaxReadsInFlight, MaxWait = _timeout / 4 }, _time);
        _writes = new FairQueue(new FairQueueOptions { Seats = options.MaxWritesInFlight, MaxWait = _timeout / 4 }, _time);
        _metrics = new MetricsAnswer(_reads, _writes, options.Metrics);
        _auditor = options.Audit is null ? null : new Auditor(options.Audit, _time, options.Random);
        _deadlines = new RequestDeadlines(_time);
        _logger = options.Loggers.CreateLogger<ApiServerFront>();
    }

    /// <summary>Answers one request; the <see cref="Hosting.EndpointOptions.Handler"/> of an API server's endpoint.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var path = RequestPath.Parse(context.Request.Path.Value ?? "/");
        var exchange = new Exchange(path, RequestVerb.Of(context.Request, path), _time.GetTimestamp());
        var audited = _auditor?.Begin(context, exchange);
        try
        {
            await AnswerOrRefuseAsync(context, exchange);
        }
        finally
        {
            exchange.Release();
            Count(context, exchange);
            if (audited is not null)
            {
                await _auditor!.EndAsync(audited);
            }
        }
    }

    private async Task AnswerOrRefuseAsync(HttpContext context, Exchange exchange)
    {
        try
        {
            await AnswerInTimeAsync(context, exchange);
        }
        catch (KubeApiException e) when (!context.Response.HasStarted)
        {
            exchange.Failure = e.Status;
            context.Response.AddWarnings(e.Warnings);
            await StatusAnswer.SendAsync(context, e.Status);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested || e is ClientGoneException)
        {
            // Nobody is left to be told.
            LogClientGone(context.Request.Method, context.Request.Path.Value);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailure(e, context.Request.Method, context.Request.Path.Value);
            await StatusAnswer.SendAsync(context, FrontErrors.Internal().Status);
        }
        catch (Exception e)
        {
            // Half an answer is out: only a broken connection tells the client that it is not whole.
            LogFailure(e, context.Request.Method, context.Request.Path.Value);
            context.Abort();
        }
    }

    private async Task AnswerInTimeAsync(HttpContext context, Exchange exchange)
    {
        if (exchange.IsLongRunning || _extensions.ContainsKey(context.Request.Path.Value ?? "/"))
        {
            exchange.Series = _metrics.SeriesOf(context, exchange);
            exchange.Series.Open();
            await AnswerAsync(context, exchange);
            return;
        }

        var deadline = _deadlines.Start(context, RequestTimeout.Of(context.Request.Query.Text("timeout"), _timeout));
        try
        {
            await AnswerAsync(context, exchange);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw FrontErrors.TimedOut();
        }
        finally
        {
            deadline.Dispose();
        }
    }

    private async Task AnswerAsync(HttpContext context, Exchange exchange)
    {
        var path = exchange.Path;
        exchange.Authenticated = await _authenticator.AuthenticateAsync(context);
        var user = await Impersonation.ApplyAsync(context, exchange.Authenticated, _authorizer);
        exchange.User = user;
        if (!HealthAnswer.IsAt(context.Request.Path))
        {
            var queue = exchange.IsRead ? _reads : _writes;
            exchange.Take(await queue.EnterAsync(user, context.Request.Headers.UserAgent.ToString(), context.RequestAborted));
        }

        await AuthorizeAsync(context, user, exchange);
        if (path.IsResource && _engine.ServesGroupVersion(path.Resource.Group, path.Resource.Version))
        {
            await _resources.HandleAsync(context, exchange, user);
        }
        else if (!path.IsResource && _extensions.TryGetValue(context.Request.Path.Value ?? "/", out var extension))
        {
            await extension(context);
        }
        else if (!path.IsResource && await TrySendDocumentAsync(context))
        {
            return;
        }
        else if (IsBelowServed(context.Request.Path.Value ?? "/"))
        {
            throw FrontErrors.NoSuchPath();
        }
        else
        {
            await context.Response.SendTextAsync(StatusCodes.Status404NotFound, ApiErrors.PageNotFoundText + "\n", context.RequestAborted);
        }
    }

    private async Task<bool> TrySendDocumentAsync(HttpContext context)
    {
        if (await _health.TrySendAsync(context, context.RequestAborted) || await _metrics.TrySendAsync(context, context.RequestAborted))
        {
            return true;
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            return await DocumentAnswer.TrySendAsync(context, _engine, context.RequestAborted);
        }

        var path = context.Request.Path.Value!.TrimEnd('/');
        return IsBelowServed(path) && _engine.GetDocument(path) is not null ? throw FrontErrors.MethodNotAllowed() : false;
    }

    // What kube-apiserver's router knows the beginning of it refuses with a Status, all else with a word.
    private static bool IsBelowServed(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api" or "version", ..] => true,
        ["apis", var group, ..] => KubernetesFacts.Shared.Groups.Any(g => g.Name == group),
        _ => false,
    };

    private void Count(HttpContext context, Exchange exchange)
    {
        var code = context.Response.StatusCode;
        if (exchange.Series is { } open)
        {
            open.Close();
            open.Record(code, seconds: null);
        }
        else
        {
            _metrics.SeriesOf(context, exchange).Record(code, _time.GetElapsedTime(exchange.Started).TotalSeconds);
        }
    }

    private async ValueTask AuthorizeAsync(HttpContext context, RequestUser user, Exchange exchange)
    {
        var (path, verb) = (exchange.Path, exchange.Verb);
        var attributes = path.IsResource
            ? AuthorizationAttributes.Of(
                user,
                verb,
                path.Resource,
                path.Namespace,
                path.Name.Length == 0 && verb is (RequestVerb.List or RequestVerb.Watch) ? SelectedName.Of(context.Request.Query) : path.Name)
            : new AuthorizationAttributes(user, verb) { NonResourcePath = context.Request.Path.Value };
        var decision = await _authorizer.AuthorizeAsync(attributes, context.RequestAborted);
        if (exchange.Audit is { } notes)
        {
            notes.Add("authorization.k8s.io/decision", decision.IsAllowed ? "allow" : "forbid");
            notes.Add("authorization.k8s.io/reason", decision.Reason ?? "");
        }

        if (!decision.IsAllowed)
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            throw AuthorizationErrors.Forbidden(attributes, decision.Reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, string? path);

    [LoggerMessage(Level = LogLevel.Debug, Message = "the client of {Method} {Path} has gone before it was answered")]
    private partial void LogClientGone(string method, string? path);
}

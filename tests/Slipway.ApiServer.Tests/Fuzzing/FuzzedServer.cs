using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>A whole server but for its socket, in which everybody may do everything.</summary>
internal sealed class FuzzedServer
{
    // A patch that makes what cannot be decoded is shown whole, twice, its quotes escaped twice.
    private const int MaxFailure = 32 << 20;

    private readonly RecordingLoggers _loggers = new();
    private readonly ApiServerFront _front;

    private FuzzedServer(ApiServerEngine engine) => _front = new ApiServerFront(new ApiServerFrontOptions
    {
        Engine = engine,
        Time = TimeProvider.System,
        Random = new CryptographicRandomSource(),
        Loggers = _loggers,
        Authorizer = new Everybody(),
        Tokens = engine.Tokens,
    });

    public static async Task<FuzzedServer> StartAsync()
    {
        var (time, random) = (TimeProvider.System, new CryptographicRandomSource());
        return new FuzzedServer(await ApiServerEngine.OpenAsync(
            VersionedStore.InMemory(time), new ApiServerOptions(), time, random, null, TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a request; gives the answer's code. Fails where the answer is the server's failure.</summary>
    public async Task<int> AskAsync(FuzzedRequest request)
    {
        using var gone = new CancellationTokenSource();
        using var answer = new MemoryStream();
        var context = ContextOf(request, answer, gone);
        var handled = _front.HandleAsync(context);
        if (context.Request.Query.ContainsKey("watch") || context.Request.Path.Value!.Contains("watch", StringComparison.OrdinalIgnoreCase))
        {
            await gone.CancelAsync();
        }

        await handled;
        if (_loggers.Complaints.TryDequeue(out var complaint))
        {
            throw new ServerFailureException(complaint);
        }

        Assert.True(context.Response.StatusCode < 400 || answer.Length < MaxFailure, $"a failure is told in {answer.Length} bytes");
        if (context.Response.StatusCode >= 400 && context.Response.ContentType is "application/json" && !gone.IsCancellationRequested)
        {
            CheckStatus(context.Response.StatusCode, JsonNode.Parse(answer.ToArray())!);
        }
        else
        {
            Assert.InRange(context.Response.StatusCode, 200, 499);
        }

        return context.Response.StatusCode;
    }

    // kube-apiserver, too, answers 500 without a reason where a patch does not have the form that its kind asks for, and 504 where a
    // resource version is not there yet.
    private static void CheckStatus(int code, JsonNode status)
    {
        Assert.Equal(code, (int?)status["code"]);
        Assert.True(code < 500 || (code == 500 && status["reason"] is null) || (code == 504 && (string?)status["reason"] == "Timeout"), status.ToJsonString());
    }

    private static DefaultHttpContext ContextOf(FuzzedRequest request, Stream answer, CancellationTokenSource gone)
    {
        var context = new DefaultHttpContext { RequestAborted = gone.Token };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        var (path, query) = request.Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark
            ? (request.Target[..mark], request.Target[mark..]) : (request.Target, "");
        context.Request.Method = request.Method;
        // As the HTTP server gives it, which refuses what holds a null itself.
        context.Request.Path = new PathString("/" + Uri.UnescapeDataString(path).Replace("\0", "", StringComparison.Ordinal).TrimStart('/'));
        context.Request.QueryString = new QueryString(query);
        var body = RequestMutator.BytesOf(request.Body);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length;
        context.Request.ContentType = request.Type;
        if (request.Header.Length > 0)
        {
            context.Request.Headers[request.Header] = request.Value;
        }

        return context;
    }

    private sealed class Everybody : IRequestAuthorizer
    {
        public ValueTask<AuthorizationDecision> AuthorizeAsync(AuthorizationAttributes attributes, CancellationToken cancellationToken) =>
            new(new AuthorizationDecision(IsAllowed: true));
    }
}

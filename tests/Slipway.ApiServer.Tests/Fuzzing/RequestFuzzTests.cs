using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>
/// Requests that were right, changed at random, through the whole server: none is the server's failure. A failure tells the seed and the
/// smallest request. The same requests each time; <c>CsCheck_Time</c> in the environment (seconds) asks others, for that long.
/// </summary>
public sealed class RequestFuzzTests
{
    private static readonly Gen<Mutation> Mutations = Gen.Select(
        Gen.Int[0, Mutation.Kinds - 1], Gen.Int[0, 4000], Gen.Int[0, 60], Gen.Int[0, Mutation.Tokens.Length - 1].Select(i => Mutation.Tokens[i]),
        (kind, at, length, token) => new Mutation(kind, at, length, token));

    private static readonly Gen<FuzzedRequest> Requests = Gen.Select(
        Gen.Int[0, FuzzedRequest.Seeds.Length - 1].Select(i => FuzzedRequest.Seeds[i]),
        Gen.Select(Gen.Int[0, 4], Mutations).Array[0, 4],
        (seed, changes) => changes.Aggregate(seed, (request, change) => request.With(change.Item1, change.Item2)));

    [Fact]
    public async Task Request_OfAnyForm_IsNotTheServersFailure()
    {
        var (time, random) = (TimeProvider.System, new CryptographicRandomSource());
        var engine = await ApiServerEngine.OpenAsync(
            VersionedStore.InMemory(time), new ApiServerOptions(), time, random, null, TestContext.Current.CancellationToken);
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = engine, Time = time, Random = random, Loggers = NullLoggerFactory.Instance, Authorizer = new Everybody(), Tokens = engine.Tokens,
        });
        await AskAsync(front, FuzzedRequest.Seeds[8] with { Target = "/api/v1/namespaces/default/configmaps" });

        var seed = Environment.GetEnvironmentVariable("CsCheck_Time") is null ? "80ZLNWX0msX1" : null;
        await Requests.SampleAsync(request => AskAsync(front, request), seed: seed, iter: 3_000, threads: 1, print: request => request.ToString());
    }

    private static async Task AskAsync(ApiServerFront front, FuzzedRequest request)
    {
        using var gone = new CancellationTokenSource();
        using var answer = new MemoryStream();
        var context = ContextOf(request, answer, gone);
        var handled = front.HandleAsync(context);
        if (context.Request.Query.ContainsKey("watch") || context.Request.Path.Value!.Contains("watch", StringComparison.OrdinalIgnoreCase))
        {
            await gone.CancelAsync();
        }

        await handled;

        // kube-apiserver, too, answers some strategic merge patches that contradict themselves with 500.
        var most = request.Type.StartsWith("application/strategic", StringComparison.Ordinal) ? 500 : 499;
        Assert.InRange(context.Response.StatusCode, 200, most);
        if (context.Response.StatusCode >= 400 && context.Response.ContentType is "application/json" && !gone.IsCancellationRequested)
        {
            Assert.Equal(context.Response.StatusCode, (int?)JsonNode.Parse(answer.ToArray())!["code"]);
        }
    }

    private static DefaultHttpContext ContextOf(FuzzedRequest request, Stream answer, CancellationTokenSource gone)
    {
        var context = new DefaultHttpContext { RequestAborted = gone.Token };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        var (path, query) = request.Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark
            ? (request.Target[..mark], request.Target[mark..]) : (request.Target, "");
        context.Request.Method = request.Method;
        // What the HTTP server itself refuses does not come this far.
        context.Request.Path = "/" + path.Replace("\0", "", StringComparison.Ordinal).TrimStart('/');
        context.Request.QueryString = new QueryString(query);
        var body = request.Type.Contains("protobuf", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(request.Body) : Encoding.UTF8.GetBytes(request.Body);
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

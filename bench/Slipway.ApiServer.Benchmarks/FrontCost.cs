using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>What the front adds to the engine for a request, without a socket: bytes allocated and time.</summary>
internal static class FrontCost
{
    private const int Requests = 20_000;

    public static async Task RunAsync(TextWriter output)
    {
        var (time, random) = (TimeProvider.System, new CryptographicRandomSource());
        var engine = await ApiServerEngine.OpenAsync(VersionedStore.InMemory(time), new ApiServerOptions(), time, random, null, default);
        var client = new InProcessKubeClient(engine, RequestUser.Internal);
        for (var i = 0; i < 50; i++)
        {
            await client.CreateAsync(
                BuiltInTypes.ConfigMap,
                new JsonObject { ["metadata"] = new JsonObject { ["name"] = $"cm-{i}", ["namespace"] = "default" }, ["data"] = new JsonObject { ["x"] = new string('x', 1000) } },
                WriteOptions.Default,
                default);
        }

        var front = new ApiServerFront(new ApiServerFrontOptions { Engine = engine, Time = time, Random = random, Loggers = NullLoggerFactory.Instance, Authorizer = new Everybody() });
        foreach (var path in new[] { "/readyz", "/api/v1/namespaces/default/configmaps/cm-1", "/api/v1/namespaces/default/configmaps" })
        {
            await MeasureAsync(output, front, path, Requests / 10);
            await MeasureAsync(output, front, path, Requests);
        }
    }

    private static async Task MeasureAsync(TextWriter output, ApiServerFront front, string path, int requests)
    {
        // The context is not the front's: what making it takes is measured apart and taken off.
        var empty = await LoopAsync(_ => Task.CompletedTask, path, requests);
        var (bytes, time) = await LoopAsync(front.HandleAsync, path, requests);
        if (requests == Requests)
        {
            await output.WriteLineAsync($"{path}: {(bytes - empty.Bytes) / requests} B, {(time - empty.Time).TotalMicroseconds / requests:F1} µs");
        }
    }

    private static async Task<(long Bytes, TimeSpan Time)> LoopAsync(Func<HttpContext, Task> handle, string path, int requests)
    {
        var body = new MemoryStream(256 * 1024);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < requests; i++)
        {
            body.SetLength(0);
            var context = new DefaultHttpContext();
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
            context.Request.Method = "GET";
            context.Request.Path = path;
            await handle(context);
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - bytes, watch.Elapsed);
    }

    private sealed class Everybody : IRequestAuthorizer
    {
        public ValueTask<AuthorizationDecision> AuthorizeAsync(AuthorizationAttributes attributes, CancellationToken cancellationToken) =>
            new(new AuthorizationDecision(IsAllowed: true));
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Tests.Admission;

/// <summary>Webhooks behind real HTTPS, with an authority of their own; each path has a handler.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private static readonly CertificateFactory Certificates = new(TimeProvider.System);
    private static readonly CertificateKeyPair Authority = Certificates.CreateAuthority("webhook-ca");

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, JsonObject, Task>> _handlers = new();
    private readonly ConcurrentQueue<(string Path, JsonObject Review)> _seen = new();
    private readonly ConcurrentDictionary<string, byte> _connections = new();

    private WebhookServer(WebApplication app) => _app = app;

    public static string CaBundle => Convert.ToBase64String(Encoding.UTF8.GetBytes(Authority.CertificatePem));

    public int Port { get; private set; }

    public IReadOnlyList<(string Path, JsonObject Review)> Seen => [.. _seen];

    public int Connections => _connections.Count;

    public static async Task<WebhookServer> StartAsync(params string[] names)
    {
        var pair = Certificates.Issue(Authority, CertificateSpec.Server("webhook", names.Length == 0 ? ["127.0.0.1", "localhost"] : [.. names]));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(pair.Load())));
        var server = new WebhookServer(builder.Build());
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Port = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        return server;
    }

    public string Url(string path) => $"https://127.0.0.1:{Port}{path}";

    /// <summary>Answers a path with any HTTP.</summary>
    public void On(string path, Func<HttpContext, JsonObject, Task> handler) => _handlers[path] = handler;

    /// <summary>Answers a path with the response of a review, to which the UID is added.</summary>
    public void OnReview(string path, Func<JsonObject, JsonObject> respond) => On(path, (context, review) =>
    {
        var request = (JsonObject)review["request"]!;
        var response = respond(request);
        response["uid"] ??= request["uid"]!.DeepClone();
        return SendAsync(context, new JsonObject
        {
            ["apiVersion"] = review["apiVersion"]!.DeepClone(), ["kind"] = review["kind"]!.DeepClone(), ["response"] = response,
        });
    });

    public void Allows(string path) => OnReview(path, _ => new JsonObject { ["allowed"] = true });

    public void Denies(string path, string status) =>
        OnReview(path, _ => new JsonObject { ["allowed"] = false, ["status"] = JsonNode.Parse(status) });

    public void Patches(string path, string patch) => OnReview(path, _ => PatchOf(patch));

    public static JsonObject PatchOf(string patch) => new()
    {
        ["allowed"] = true, ["patchType"] = "JSONPatch", ["patch"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(patch)),
    };

    public static Task SendAsync(HttpContext context, JsonNode body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        _connections[context.Connection.Id] = 0;
        var review = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        _seen.Enqueue((context.Request.Path, (JsonObject)review.DeepClone()));
        if (_handlers.TryGetValue(context.Request.Path, out var handler))
        {
            await handler(context, review);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }
}

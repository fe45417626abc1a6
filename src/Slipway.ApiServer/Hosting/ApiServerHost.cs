using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.ApiServer.Hosting;

/// <summary>
/// One web server for the management plane and any number of workload clusters. Each endpoint has a port, certificates
/// and a handler of its own, and may be added and removed while the server runs.
/// </summary>
public sealed class ApiServerHost : IEndpointHost, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConnectionMultiplexer _multiplexer;
    private readonly SocketConnectionContextFactory _connections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<ServerEndpoint, byte> _endpoints = new();
    private int _disposed;

    private ApiServerHost(WebApplication app, ConnectionMultiplexer multiplexer, TimeProvider time, ILoggerFactory loggers)
    {
        _app = app;
        _multiplexer = multiplexer;
        _time = time;
        _connections = new(new SocketConnectionFactoryOptions(), loggers.CreateLogger<SocketConnectionContextFactory>());
        _logger = loggers.CreateLogger<ApiServerHost>();
    }

    /// <summary>Starts the server, without endpoints yet.</summary>
    public static async Task<ApiServerHost> StartAsync(TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var multiplexer = new ConnectionMultiplexer();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddSingleton<IConnectionListenerFactory>(multiplexer);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, multiplexer));
        var app = builder.Build();
        app.Run(DispatchAsync);
        await app.StartAsync(cancellationToken);
        return new ApiServerHost(app, multiplexer, time, loggers);
    }

    /// <inheritdoc/>
    public IServerEndpoint AddEndpoint(EndpointOptions options)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var endpoint = new ServerEndpoint(
            options, _multiplexer, _connections, closed => _endpoints.TryRemove(closed, out byte _), _time, _logger);
        _endpoints.TryAdd(endpoint, 0);
        return endpoint;
    }

    /// <inheritdoc/>
    public IDisposable? ReservePort(int port, bool wasOurs) => BoundPort.TryTake(port, wasOurs);

    /// <summary>Closes every endpoint, then the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        foreach (var endpoint in _endpoints.Keys)
        {
            await endpoint.DisposeAsync();
        }

        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _connections.Dispose();
    }

    private static void Configure(KestrelServerOptions options, ConnectionMultiplexer multiplexer)
    {
        options.AddServerHeader = false;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8; // warnings may quote any text

        // The front reads bodies within a limit of its own and answers with a Status; Kestrel would answer with nothing.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestLineSize = 32 * 1024;

        // Of both protocols, CONTINUATION frames included.
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;

        // Who sends slower holds a connection on purpose. Streams of pods are upgraded connections, to which this does not apply.
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        options.Limits.Http2.MaxStreamsPerConnection = 1000; // each watch is a stream that stays
        options.Listen(multiplexer.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = context => new(context.Connection.Features.Get<EndpointConnection>()!.CreateTlsOptions()),
            });
        });
    }

    private static Task DispatchAsync(HttpContext context)
    {
        var connection = context.Features.Get<EndpointConnection>()!;
        context.Features.Set<IEndpointConnectionFeature>(connection);
        return connection.Handler(context);
    }
}

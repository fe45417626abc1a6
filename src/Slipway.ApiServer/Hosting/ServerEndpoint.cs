using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Hosting;

/// <summary>A listening socket, its accept loop and its open connections.</summary>
internal sealed partial class ServerEndpoint : IServerEndpoint
{
    private static readonly TimeSpan RetryAccept = TimeSpan.FromMilliseconds(50);

    private readonly EndpointOptions _options;
    private readonly ConnectionMultiplexer _server;
    private readonly SocketConnectionContextFactory _connections;
    private readonly Action<ServerEndpoint> _onClosed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<ConnectionContext, byte> _open = new();
    private readonly Socket? _listener;
    private readonly Task _accepting;
    private volatile EndpointTls _tls;
    private int _closed;
    private long _connected;

    public ServerEndpoint(
        EndpointOptions options,
        ConnectionMultiplexer server,
        SocketConnectionContextFactory connections,
        Action<ServerEndpoint> onClosed,
        TimeProvider time,
        ILogger logger)
    {
        _options = options;
        _server = server;
        _connections = connections;
        _onClosed = onClosed;
        _time = time;
        _logger = logger;
        _tls = new EndpointTls(options.Certificate, options.ClientAuthoritiesPem);
        if (options.Port is { } port)
        {
            _listener = Listen(options.Address, port);
            Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        }

        _accepting = _listener is null ? Task.CompletedTask : AcceptAsync(_listener);
    }

    public int Port { get; }

    public Stream Connect()
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        var connection = new InProcessConnection($"{_options.Name}:{Interlocked.Increment(ref _connected)}");
        Serve(connection);
        return connection.Client;
    }

    public void UseCertificates(CertificateKeyPair certificate, string? clientAuthoritiesPem) =>
        _tls = new EndpointTls(certificate, clientAuthoritiesPem);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _onClosed(this);
        _listener?.Dispose();
        await _accepting;
        await _closing.CancelAsync();
        foreach (var connection in _open.Keys)
        {
            connection.Abort(new ConnectionAbortedException($"endpoint {_options.Name} is closed"));
        }
    }

    private static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(512);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync(CancellationToken.None);
                socket.NoDelay = true;
                Serve(_connections.Create(socket));
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException && Volatile.Read(ref _closed) != 0)
            {
                return;
            }
            catch (SocketException e)
            {
                // The client went away between its connect and our accept, or the process is out of handles for a while.
                LogAcceptFailed(e, _options.Name);
                await Task.Delay(RetryAccept, _time, CancellationToken.None);
            }
        }
    }

    private void Serve(ConnectionContext connection)
    {
        connection.Features.Set(new EndpointConnection(_options.Handler, _tls, _closing.Token));
        _open.TryAdd(connection, 0);
        connection.ConnectionClosed.UnsafeRegister(_ => _open.TryRemove(connection, out byte _), state: null);
        if (_closing.IsCancellationRequested || !_server.Offer(connection))
        {
            connection.Abort(new ConnectionAbortedException($"endpoint {_options.Name} is closed"));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "endpoint {Endpoint} could not accept a connection")]
    private partial void LogAcceptFailed(Exception exception, string endpoint);
}

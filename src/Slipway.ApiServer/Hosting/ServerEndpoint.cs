using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Hosting;

/// <summary>A listening socket, its accept loop and its open connections.</summary>
internal sealed partial class ServerEndpoint : IServerEndpoint
{
    private static readonly TimeSpan RetryAccept = TimeSpan.FromMilliseconds(50);

    // What is answered already when the endpoint closes may be finished; the rest of the program does not wait longer than that.
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(3);

    private readonly EndpointOptions _options;
    private readonly ConnectionMultiplexer _server;
    private readonly SocketConnectionContextFactory _connections;
    private readonly Action<ServerEndpoint> _onClosed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<ConnectionContext, byte> _open = new();
    private readonly Socket? _listener;
    private readonly Task _accepting;
    private volatile EndpointTls _tls;
    private int _closed;
    private int _accepted;
    private bool _isFull;
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

        // Watches end now, and a connection closes when it has nothing under way.
        await _closing.CancelAsync();
        foreach (var connection in _open.Keys)
        {
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        if (!_open.IsEmpty)
        {
            await _drained.Task.WaitAsync(FinishWithin, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

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
                if (IsFull())
                {
                    socket.Dispose();
                    continue;
                }

                Prepare(socket);
                Interlocked.Increment(ref _accepted);
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

    // Told once each time, not for every connection that is refused.
    private bool IsFull()
    {
        var isFull = Volatile.Read(ref _accepted) >= _options.MaxConnections;
        if (isFull && !_isFull)
        {
            LogFull(_options.Name, _options.MaxConnections);
        }

        return _isFull = isFull;
    }

    private void Serve(ConnectionContext connection)
    {
        connection.Features.Set(new EndpointConnection(_options.Handler, _tls, _closing.Token));
        _open.TryAdd(connection, 0);
        connection.ConnectionClosed.UnsafeRegister(_ => Forget(connection), state: null);
        if (_closing.IsCancellationRequested || !_server.Offer(connection))
        {
            connection.Abort(new ConnectionAbortedException($"endpoint {_options.Name} is closed"));
        }
    }

    private void Forget(ConnectionContext connection)
    {
        if (_open.TryRemove(connection, out byte _) && connection is not InProcessConnection)
        {
            Interlocked.Decrement(ref _accepted);
        }

        if (_closing.IsCancellationRequested && _open.IsEmpty)
        {
            _drained.TrySetResult();
        }
    }

    // The system finds out when a client with an idle watch is gone without a word.
    private static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "endpoint {Endpoint} has {Connections} connections and refuses further ones")]
    private partial void LogFull(string endpoint, int connections);

    [LoggerMessage(Level = LogLevel.Warning, Message = "endpoint {Endpoint} could not accept a connection")]
    private partial void LogAcceptFailed(Exception exception, string endpoint);
}

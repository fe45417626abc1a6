using Microsoft.AspNetCore.Http;

namespace Slipway.ApiServer.Http;

/// <summary>The deadline of one request.</summary>
internal readonly struct RequestDeadline : IDisposable
{
    private readonly RequestDeadlines _owner;
    private readonly HttpContext _context;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _client;
    private readonly CancellationTokenRegistration _link;

    public RequestDeadline(RequestDeadlines owner, HttpContext context, CancellationTokenSource source)
    {
        _owner = owner;
        _context = context;
        _source = source;
        _client = context.RequestAborted;
        _link = _client.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), source);
        context.RequestAborted = source.Token;
    }

    /// <summary>Whether the time is up while the client still waits.</summary>
    public bool HasPassed => _source.IsCancellationRequested && !_client.IsCancellationRequested;

    public void Dispose()
    {
        _context.RequestAborted = _client;
        _link.Dispose();
        _owner.Return(_source);
    }
}

using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>Stands between the controllers and their API servers for one life, and lets at most one thing go wrong; here nothing does.</summary>
/// <param name="of">How the writes that count begin; null for all.</param>
internal class Injection(string? of = null)
{
    private readonly List<string> _requests = [];
    private int _writes;

    /// <summary>The writes so far, one line each.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>What went wrong at which write, in words; null while nothing has.</summary>
    public string? Happened { get; protected set; }

    /// <summary>Completes when the controllers are dead.</summary>
    public virtual Task Died { get; } = new TaskCompletionSource().Task;

    /// <summary>The dead read nothing.</summary>
    public virtual void ThrowIfDead()
    {
    }

    /// <summary>Makes a write, well or badly.</summary>
    public virtual Task<T> WriteAsync<T>(WriteRequest request, Func<Task<T>> commit)
    {
        Counts(request);
        return commit();
    }

    /// <summary>Watches, well or badly.</summary>
    public virtual IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, Func<CancellationToken, IAsyncEnumerable<WatchEvent>> watch, CancellationToken cancellationToken) => watch(cancellationToken);

    /// <summary>Counts a request among the writes, unless it is an event.</summary>
    /// <returns>Its number; null when it does not count.</returns>
    protected int? Counts(WriteRequest request)
    {
        if (request.Type == BuiltInTypes.Event)
        {
            return null;
        }

        var text = request.ToString();
        _requests.Add(text);
        return of is null || text.StartsWith(of, StringComparison.Ordinal) ? ++_writes : null;
    }
}

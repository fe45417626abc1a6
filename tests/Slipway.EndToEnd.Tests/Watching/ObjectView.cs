using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Waiting;

namespace Slipway.EndToEnd.Tests.Watching;

/// <summary>
/// Follows objects by watches. A test waits for states and sets up rules, and both are asked at every event: no state that the server
/// told of is missed, and nothing is polled.
/// </summary>
internal sealed class ObjectView : IAsyncDisposable
{
    private readonly IKubeClient _client;
    private readonly Objects _objects = new();
    private readonly Lock _lock = new();
    private readonly List<Wait> _waits = [];
    private readonly List<Rule> _rules = [];
    private readonly List<string> _violations = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];

    private ObjectView(IKubeClient client) => _client = client;

    /// <summary>How long a state is awaited at most: only for a plane that does not get there at all.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of that.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What the rules found, in order.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_lock)
            {
                return [.. _violations];
            }
        }
    }

    /// <summary>Begins to follow all objects of some kinds; when this returns, those that exist are known.</summary>
    public static async Task<ObjectView> OpenAsync(IKubeClient client, params IEnumerable<ResourceType> types)
    {
        var view = new ObjectView(client);
        foreach (var type in types)
        {
            view._objects.Follow(type);
            var version = await view.ListAsync(type);
            view._loops.Add(view.FollowAsync(type, version));
        }

        return view;
    }

    /// <summary>Reads the state as it is known now.</summary>
    public T Read<T>(Func<Objects, T> read)
    {
        lock (_lock)
        {
            return read(_objects);
        }
    }

    /// <summary>Waits until the objects are in a state.</summary>
    /// <param name="what">The state in words.</param>
    /// <param name="reached">Whether they are; asked at every event.</param>
    /// <param name="describe">What to show of a state that is not it; null for everything.</param>
    public async Task UntilAsync(string what, Func<Objects, bool> reached, Func<Objects, string>? describe = null)
    {
        var wait = new Wait(reached, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (reached(_objects))
            {
                return;
            }

            _waits.Add(wait);
        }

        if (!await wait.Reached.Task.CompletesWithinAsync(Limit, Time, TestContext.Current.CancellationToken))
        {
            Assert.Fail($"not within {Limit.TotalSeconds} s: {what}. What there is:\n{Read(describe ?? (o => o.ToString()))}");
        }
    }

    /// <summary>From now on, every state in which this gives a text breaks a rule.</summary>
    public void Always(Func<Objects, string?> problem)
    {
        lock (_lock)
        {
            _rules.Add(new Rule(problem));
            Judge();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await Task.WhenAll(_loops);
        _stop.Dispose();
    }

    private async Task<string> ListAsync(ResourceType type)
    {
        var list = await _client.ListAsync(type, ns: null, ListOptions.All, _stop.Token);
        lock (_lock)
        {
            foreach (var obj in list.Items)
            {
                _objects.Put(type, obj);
            }
        }

        return list.ResourceVersion;
    }

    private async Task FollowAsync(ResourceType type, string version)
    {
        try
        {
            while (true)
            {
                await foreach (var next in _client.WatchAsync(type, ns: null, new WatchOptions { ResourceVersion = version }, _stop.Token))
                {
                    version = next.Object.Metadata.ResourceVersion;
                    Take(type, next);
                }
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested || e is HttpRequestException or IOException or KubeApiException or OperationCanceledException)
        {
            // The view is closed, or the server is gone with the cluster: nothing more is told.
        }
    }

    private void Take(ResourceType type, WatchEvent next)
    {
        if (next.Type == WatchEventType.Bookmark)
        {
            return;
        }

        lock (_lock)
        {
            if (next.Type == WatchEventType.Deleted)
            {
                _objects.Remove(type, next.Object.Key);
            }
            else
            {
                _objects.Put(type, next.Object);
            }

            Judge();
            foreach (var wait in _waits.Where(w => w.Condition(_objects)).ToList())
            {
                _waits.Remove(wait);
                wait.Reached.SetResult();
            }
        }
    }

    private void Judge() => _violations.AddRange(_rules.Select(r => r.Problem(_objects)).OfType<string>());

    private sealed record Wait(Func<Objects, bool> Condition, TaskCompletionSource Reached);

    private sealed record Rule(Func<Objects, string?> Problem);
}

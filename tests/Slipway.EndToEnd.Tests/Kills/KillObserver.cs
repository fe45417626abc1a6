using System.Globalization;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Kills;

/// <summary>A client that watches over all the server's lives, each time from the last version that it has seen.</summary>
internal sealed class KillObserver(KillLedger ledger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _objects = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, long Version)> _told = [];
    private readonly HashSet<string> _gone = [];
    private long _last;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many watches went on from a version of an earlier life, and how many were told to list anew (410).</summary>
    public (int Resumed, int Expired) Watches { get; private set; }

    /// <summary>How many events came.</summary>
    public int Events { get; private set; }

    /// <summary>Watches until the server dies.</summary>
    public async Task WatchAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await FollowAsync(client, cancellationToken);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server was killed.
        }
    }

    /// <summary>Completes when the watch has told of everything that the list has.</summary>
    public async Task WaitUntilSameAsync(IReadOnlyDictionary<string, long> listed, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_objects.Count == listed.Count && listed.All(l => _objects.GetValueOrDefault(l.Key) == l.Value))
                {
                    return;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"the watch at version {_last} does not come to the list's state: {Difference(listed)}");
            }
        }
    }

    /// <summary>Every answered write must have been told, unless the watch had to list anew.</summary>
    public void Check(IEnumerable<(string Name, long Version)> written, IEnumerable<string> deleted)
    {
        lock (_gate)
        {
            if (Watches.Expired == 0)
            {
                Assert.DoesNotContain(written, w => !_told.Contains(w));
                Assert.DoesNotContain(deleted, d => !_gone.Contains(d));
            }

            _told.Clear();
        }
    }

    private static long VersionOf(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private async Task FollowAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        if (_last == 0)
        {
            await ListAsync(client, cancellationToken);
        }
        else
        {
            Watches = (Watches.Resumed + 1, Watches.Expired);
        }

        try
        {
            var options = new WatchOptions { ResourceVersion = _last.ToString(CultureInfo.InvariantCulture) };
            await foreach (var next in client.WatchAsync(BuiltInTypes.ConfigMap, KilledObject.Namespace, options, cancellationToken))
            {
                Tell(next);
            }
        }
        catch (KubeApiException e) when (e.IsExpired)
        {
            Watches = (Watches.Resumed, Watches.Expired + 1);
            _last = 0;
        }
    }

    private async Task ListAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(BuiltInTypes.ConfigMap, KilledObject.Namespace, new ListOptions(), cancellationToken);
        lock (_gate)
        {
            _objects.Clear();
            foreach (var item in list.Items)
            {
                _objects[item.Metadata.Name] = VersionOf(item.Metadata.ResourceVersion);
            }

            _last = VersionOf(list.ResourceVersion);
            SignalChange();
        }
    }

    private void Tell(WatchEvent next)
    {
        var (name, version) = (next.Object.Metadata.Name, VersionOf(next.Object.Metadata.ResourceVersion));
        lock (_gate)
        {
            if (next.Type == WatchEventType.Bookmark)
            {
                Assert.True(version >= _last, $"a bookmark of version {version} after {_last}");
                _last = version;
                return;
            }

            Events++;
            Assert.True(version > _last, $"{next.Type} {name} of version {version} after {_last}");
            Assert.Equal(next.Type == WatchEventType.Added, !_objects.ContainsKey(name));
            _last = version;
            _told.Add((name, version));
            if (next.Type == WatchEventType.Deleted)
            {
                _objects.Remove(name);
                Assert.True(_gone.Add(name), $"{name} was deleted twice");
            }
            else
            {
                _objects[name] = version;
            }

            ledger.See(version);
            SignalChange();
        }
    }

    // The lock is held.
    private void SignalChange()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private string Difference(IReadOnlyDictionary<string, long> listed)
    {
        lock (_gate)
        {
            return string.Join(", ", listed.Where(l => _objects.GetValueOrDefault(l.Key) != l.Value).Select(l => $"{l.Key}@{l.Value} is not told"))
                + string.Join(", ", _objects.Keys.Where(o => !listed.ContainsKey(o)).Select(o => $"{o} is told and not listed"));
        }
    }
}

namespace Slipway.ApiServer.Storage;

/// <summary>The live watchers of a key space by resource. Not synchronised; the store guards it.</summary>
internal sealed class WatcherSet
{
    private readonly Dictionary<string, List<StoreWatcher>> _byResource = new(StringComparer.Ordinal);

    public void Add(StoreWatcher watcher)
    {
        if (!_byResource.TryGetValue(watcher.Resource, out var watchers))
        {
            _byResource.Add(watcher.Resource, watchers = []);
        }

        watchers.Add(watcher);
    }

    public void Remove(StoreWatcher watcher)
    {
        if (_byResource.TryGetValue(watcher.Resource, out var watchers) && watchers.Remove(watcher) && watchers.Count == 0)
        {
            _byResource.Remove(watcher.Resource);
        }
    }

    /// <summary>Hands an event to everyone who wants it, and cuts those whose buffer is full.</summary>
    public void Publish(StoreEvent published)
    {
        if (!_byResource.TryGetValue(published.Current.Key.Resource, out var watchers))
        {
            return;
        }

        for (var i = watchers.Count - 1; i >= 0; i--)
        {
            if (watchers[i].Wants(published) && !watchers[i].TryPush(published))
            {
                watchers[i].Finish(WatchEnd.TooSlow);
                watchers.RemoveAt(i);
            }
        }
    }

    public void Close()
    {
        foreach (var watcher in _byResource.Values.SelectMany(static watchers => watchers))
        {
            watcher.Finish(WatchEnd.Closed);
        }

        _byResource.Clear();
    }
}

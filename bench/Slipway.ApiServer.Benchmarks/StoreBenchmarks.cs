using BenchmarkDotNet.Attributes;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>The store's own cost, without a disk: what a commit, a read and an event to a watcher take and allocate.</summary>
[MemoryDiagnoser]
public class StoreBenchmarks
{
    private const int Objects = 10_000;

    private VersionedStore _store = null!;
    private StoreWatcher[] _watchers = [];
    private StoredObject _current = null!;
    private int _next;

    [Params(0, 1, 100)]
    public int Watchers { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _store = VersionedStore.InMemory(TimeProvider.System);
        for (_next = 0; _next < Objects; _next++)
        {
            _current = (await _store.CommitAsync(StoreWrite.Create(Samples.Key(_next), Samples.Machine))).Object!;
        }

        _watchers = [.. Enumerable.Range(0, Watchers).Select(_ => _store.Watch(_current.Key.Resource, null, _store.Revision))];
    }

    [Benchmark]
    public async ValueTask UpdateAndDeliver()
    {
        _current = (await _store.CommitAsync(StoreWrite.Update(_current.Key, _current.Revision, Samples.Machine))).Object!;
        Deliver();
    }

    [Benchmark]
    public async ValueTask CreateDeleteAndDeliver()
    {
        var created = await _store.CommitAsync(StoreWrite.Create(Samples.Key(_next), Samples.Machine));
        Deliver();
        await _store.CommitAsync(StoreWrite.Delete(created.Object!));
        Deliver();
    }

    [Benchmark]
    public StoredObject? Get() => _store.Get(_current.Key);

    [Benchmark]
    public StoreList ListAll() => _store.List(new StoreQuery(_current.Key.Resource));

    private void Deliver()
    {
        foreach (var watcher in _watchers)
        {
            watcher.TryRead(out _);
        }
    }
}

using System.Threading.Channels;
using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>
/// Which addresses are given, as the watch of IPAddresses tells, and which have just been chosen for a claim and not been seen there yet.
/// A choice stands until it is seen or its claim is gone, so that a write whose answer was lost is repeated with the same address and no
/// other claim gets it. After a restart all that was written is in the first list.
/// </summary>
internal sealed class AddressBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, AddressEntry> _given = [];
    private readonly Dictionary<ObjectKey, AddressEntry> _chosen = [];
    private readonly Dictionary<PoolKey, HashSet<AddressEntry>> _pools = [];
    private readonly Dictionary<AddressRange, List<AddressEntry>> _taken = [];
    private readonly Dictionary<ObjectKey, PoolKey> _waiting = [];
    private readonly Channel<ObjectKey> _hopeful = Channel.CreateUnbounded<ObjectKey>();

    /// <summary>Claims that got no address, whenever one that they may have is free again.</summary>
    public ChannelReader<ObjectKey> Hopeful => _hopeful.Reader;

    /// <summary>Makes a book that follows the watch.</summary>
    public static AddressBook Follow(ObjectCache cache)
    {
        var book = new AddressBook();
        cache.Subscribe(IpamTypes.IPAddress, change => book.Take((change.New ?? change.Old!).Key, change.New));
        return book;
    }

    /// <summary>An IPAddress is there, or is gone.</summary>
    /// <param name="key">Its key, which is its claim's too.</param>
    /// <param name="obj">The object; null when it is gone.</param>
    public void Take(ObjectKey key, KubeObject? obj)
    {
        var entry = obj is null ? null : AddressEntry.Of(obj);
        lock (_lock)
        {
            RemoveGiven(key);
            if (obj is not null)
            {
                // What was written counts, whoever wrote it.
                Remove(_chosen, key);
            }

            if (entry is not null)
            {
                Add(_given, key, entry);
                if (!_pools.TryGetValue(entry.Pool, out var own))
                {
                    _pools[entry.Pool] = own = new(ReferenceEqualityComparer.Instance);
                }

                own.Add(entry);
            }
        }
    }

    /// <summary>Chooses an address for a claim: the one chosen before, else the lowest that is free; null when none is.</summary>
    public AddressRange? Choose(ObjectKey claim, PoolKey pool, AddressSet addresses)
    {
        lock (_lock)
        {
            if (_chosen.TryGetValue(claim, out var before))
            {
                if (before.Pool == pool && before.Address is { } same && addresses.Contains(same))
                {
                    return same;
                }

                Remove(_chosen, claim);
            }

            if (addresses.FirstFree(address => IsTaken(address, pool)) is not { } free)
            {
                _waiting[claim] = pool;
                return null;
            }

            _waiting.Remove(claim);
            Add(_chosen, claim, new AddressEntry(pool, free));
            return free;
        }
    }

    /// <summary>A claim is gone.</summary>
    public void Forget(ObjectKey claim)
    {
        lock (_lock)
        {
            _waiting.Remove(claim);
            Remove(_chosen, claim);
        }
    }

    /// <summary>Counts the addresses of a pool.</summary>
    public InClusterIPPoolCounts Count(PoolKey pool, AddressSet addresses)
    {
        lock (_lock)
        {
            var own = _pools.GetValueOrDefault(pool, []);
            var total = addresses.Count;
            var taken = _pools.Where(p => IsSharedWith(p.Key, pool)).SelectMany(p => p.Value).Select(e => e.Address).OfType<AddressRange>();
            return new InClusterIPPoolCounts
            {
                Total = total,
                Used = own.Count,
                Free = Math.Max(total == long.MaxValue ? total : total - taken.Distinct().Count(addresses.Contains), 0),
                OutOfRange = own.Count(e => e.Address is not { } address || !addresses.Contains(address)),
            };
        }
    }

    /// <summary>Whether addresses of a pool are given.</summary>
    public bool IsUsed(PoolKey pool)
    {
        lock (_lock)
        {
            return _pools.ContainsKey(pool) || _chosen.Values.Any(e => e.Pool == pool);
        }
    }

    private bool IsTaken(AddressRange address, PoolKey by) =>
        _taken.TryGetValue(address, out var entries) && entries.Exists(e => IsSharedWith(e.Pool, by));

    // Namespaces may be networks of their own that use the same addresses; what is for all of them is in each of these.
    private static bool IsSharedWith(PoolKey one, PoolKey other) =>
        one.IsGlobal || other.IsGlobal || one.Key.Namespace == other.Key.Namespace;

    private void Add(Dictionary<ObjectKey, AddressEntry> entries, ObjectKey key, AddressEntry entry)
    {
        entries[key] = entry;
        if (entry.Address is { } address)
        {
            if (!_taken.TryGetValue(address, out var takers))
            {
                _taken[address] = takers = [];
            }

            takers.Add(entry);
        }
    }

    private void RemoveGiven(ObjectKey key)
    {
        if (_given.TryGetValue(key, out var entry) && _pools.TryGetValue(entry.Pool, out var own) && own.Remove(entry) && own.Count == 0)
        {
            _pools.Remove(entry.Pool);
        }

        Remove(_given, key);
    }

    private void Remove(Dictionary<ObjectKey, AddressEntry> entries, ObjectKey key)
    {
        if (entries.Remove(key, out var entry) && entry.Address is { } address && _taken.TryGetValue(address, out var takers))
        {
            takers.RemoveAll(e => ReferenceEquals(e, entry));
            if (takers.Count == 0)
            {
                _taken.Remove(address);
            }

            foreach (var (claim, _) in _waiting.Where(w => IsSharedWith(w.Value, entry.Pool)))
            {
                _hopeful.Writer.TryWrite(claim);
            }
        }
    }
}

using System.Collections.Concurrent;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Addresses and ports that one write is about to give a Service: until it is committed, or has failed, nobody else gets them. Who asks
/// for one leases it first and then looks whether a stored Service has it.
/// </summary>
/// <param name="taken">What is leased now, and by which Service.</param>
/// <param name="owner">The Service.</param>
internal sealed class AddressLease(ConcurrentDictionary<string, ObjectKey> taken, ObjectKey owner) : IDisposable
{
    private readonly List<string> _leased = [];

    /// <summary>Whether the address is the write's now, or another write's to the same Service.</summary>
    public bool TryTake(string address)
    {
        if (taken.TryAdd(address, owner))
        {
            _leased.Add(address);
            return true;
        }

        return taken.TryGetValue(address, out var holder) && holder == owner;
    }

    public void Dispose()
    {
        foreach (var address in _leased)
        {
            taken.TryRemove(address, out _);
        }
    }
}

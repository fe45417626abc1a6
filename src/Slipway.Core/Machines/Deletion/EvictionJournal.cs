using System.Collections.Concurrent;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Why evictions were refused, for messages to people. Nothing is decided on it.</summary>
internal sealed class EvictionJournal
{
    private readonly ConcurrentDictionary<string, string> _refusals = new();

    public void Refused(string podUid, string message) => _refusals[podUid] = message;

    public void Accepted(string podUid) => _refusals.TryRemove(podUid, out _);

    public string? Of(string podUid) => _refusals.GetValueOrDefault(podUid);
}

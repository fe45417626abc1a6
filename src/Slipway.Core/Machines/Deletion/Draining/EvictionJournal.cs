using System.Collections.Immutable;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>
/// The evictions that were asked for on one Node: why they were refused, for messages, and when, for the pace at which they are asked for
/// again. Holds no truth: with an empty one they are asked for at once.
/// </summary>
internal sealed class EvictionJournal
{
    private volatile ImmutableDictionary<string, EvictionAttempt> _attempts = ImmutableDictionary.Create<string, EvictionAttempt>(StringComparer.Ordinal);

    public EvictionAttempt? Of(string podUid) => _attempts.GetValueOrDefault(podUid);

    public void Note(string podUid, EvictionAttempt attempt) => _attempts = _attempts.SetItem(podUid, attempt);

    /// <summary>Drops what was noted of other pods than these.</summary>
    public void Keep(IReadOnlySet<string> podUids) => _attempts = _attempts.RemoveRange(_attempts.Keys.Where(u => !podUids.Contains(u)));
}

using System.Collections.Immutable;

namespace Slipway.Core.Objects;

/// <summary>
/// What was asked for, by the UID of the object that it was about: why it was refused, for messages, and when, for the pace at which it is
/// asked for again. Holds no truth: with an empty one all is asked for at once.
/// </summary>
internal sealed class RequestJournal
{
    private volatile ImmutableDictionary<string, RequestOutcome> _outcomes =
        ImmutableDictionary.Create<string, RequestOutcome>(StringComparer.Ordinal);

    public RequestOutcome? Of(string uid) => _outcomes.GetValueOrDefault(uid);

    public void Note(string uid, RequestOutcome outcome) => _outcomes = _outcomes.SetItem(uid, outcome);

    /// <summary>Drops what was noted of other objects than these.</summary>
    public void Keep(IReadOnlySet<string> uids) => _outcomes = _outcomes.RemoveRange(_outcomes.Keys.Where(u => !uids.Contains(u)));
}

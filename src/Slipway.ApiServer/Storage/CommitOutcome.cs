namespace Slipway.ApiServer.Storage;

/// <summary>The answer to a write.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Object">
/// Committed: the version written (a deletion's last state). AlreadyExists and Conflict: the version in the way. NotFound: null.
/// </param>
public readonly record struct CommitOutcome(CommitStatus Status, StoredObject? Object);

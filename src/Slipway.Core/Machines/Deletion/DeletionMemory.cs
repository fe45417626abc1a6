using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>What is remembered of one Machine's deletion between passes. Sets a pace only: with an empty one, all is tried again.</summary>
internal sealed class DeletionMemory
{
    public RequestJournal Evictions { get; } = new();

    /// <summary>When the deletion of the Node was first tried.</summary>
    public DateTimeOffset? NodeDeletionSince { get; set; }
}

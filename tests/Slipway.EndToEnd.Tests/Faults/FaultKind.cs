namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What goes wrong at a write.</summary>
public enum FaultKind
{
    /// <summary>All controllers die before the server has the request.</summary>
    DeathBeforeCommit,

    /// <summary>They die after the server has committed, before the answer is read.</summary>
    DeathAfterCommit,

    /// <summary>Somebody else changes the object first, and the write is refused for that.</summary>
    Conflict,

    /// <summary>The server fails before it does anything.</summary>
    ServerError,

    /// <summary>The server commits, and the connection breaks before it answers.</summary>
    LostAnswer,

    /// <summary>All watches break just before the write, and go on from their last version.</summary>
    WatchCut,

    /// <summary>All watches break just before the write, and their last versions are not kept any more: what comes and goes meanwhile is never told.</summary>
    WatchExpired,

    /// <summary>No watch tells of the written kind, until so many more writes are made or so much time has passed.</summary>
    StaleCache,

    /// <summary>The answer is lost, and no watch of the written kind tells for as long that the server has committed.</summary>
    UnseenWrite,
}

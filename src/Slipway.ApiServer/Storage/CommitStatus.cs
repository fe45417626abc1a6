namespace Slipway.ApiServer.Storage;

/// <summary>What became of a write.</summary>
public enum CommitStatus
{
    /// <summary>It is durable and visible.</summary>
    Committed = 1,

    /// <summary>A creation found the key taken.</summary>
    AlreadyExists,

    /// <summary>An update or deletion expected another revision than the object has.</summary>
    Conflict,

    /// <summary>An update or deletion found no object.</summary>
    NotFound,
}

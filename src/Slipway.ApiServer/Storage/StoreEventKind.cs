namespace Slipway.ApiServer.Storage;

/// <summary>What a committed write did to its object.</summary>
public enum StoreEventKind
{
    /// <summary>The object did not exist before.</summary>
    Created = 1,

    /// <summary>The object has a new version.</summary>
    Updated = 2,

    /// <summary>The object is gone.</summary>
    Deleted = 3,
}

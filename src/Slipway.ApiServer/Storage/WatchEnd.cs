namespace Slipway.ApiServer.Storage;

/// <summary>Why a watch has no more events.</summary>
public enum WatchEnd
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>Its owner disposed it.</summary>
    Disposed,

    /// <summary>It fell behind by its whole buffer; resume from the last revision that was read.</summary>
    TooSlow,

    /// <summary>The key space was closed or dropped.</summary>
    Closed,
}

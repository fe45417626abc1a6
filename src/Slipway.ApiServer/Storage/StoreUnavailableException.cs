namespace Slipway.ApiServer.Storage;

/// <summary>
/// A write was refused: the disk is full, the store was closed, or its storage failed and it is read-only until it is opened again.
/// In the last case a write that was under way may or may not be there afterwards.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner);

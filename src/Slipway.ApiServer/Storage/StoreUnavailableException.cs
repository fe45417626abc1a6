namespace Slipway.ApiServer.Storage;

/// <summary>
/// Writes are refused: the store was closed, or its storage failed and it is read-only until it is opened again.
/// A write that was under way when the storage failed may or may not be there afterwards.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner);

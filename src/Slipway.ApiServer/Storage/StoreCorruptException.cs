namespace Slipway.ApiServer.Storage;

/// <summary>The database file is damaged or is none of ours; nothing was changed in it.</summary>
public sealed class StoreCorruptException(string message, Exception? inner = null) : StoreException(message, inner);

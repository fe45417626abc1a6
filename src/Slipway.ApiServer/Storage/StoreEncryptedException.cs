namespace Slipway.ApiServer.Storage;

/// <summary>A value cannot be decrypted with the keys at hand, or the key file cannot be used; nothing was changed.</summary>
public sealed class StoreEncryptedException(string message, Exception? inner = null) : StoreException(message, inner);

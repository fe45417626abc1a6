namespace Slipway.ApiServer.Storage;

/// <summary>Another process has the data directory open.</summary>
public sealed class StoreInUseException(string directory, Exception? inner = null)
    : StoreException($"data directory {directory} is in use by another process; stop it or choose another directory.", inner)
{
    /// <summary>The data directory.</summary>
    public string Directory { get; } = directory;
}

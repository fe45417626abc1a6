namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>Keeps a second process out of a data directory; the operating system lets go of it when the process dies.</summary>
internal static class DirectoryLock
{
    private const string FileName = "slipway.lock";

    /// <exception cref="StoreInUseException">Another process has it.</exception>
    /// <exception cref="StoreUnavailableException">The directory cannot be written.</exception>
    public static FileStream Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(Path.Combine(directory, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Unwritable(directory, error);
        }
        catch (IOException error) when (error.GetType() == typeof(IOException) && Directory.Exists(directory) && !IsReadOnly(error))
        {
            throw new StoreInUseException(directory, error);
        }
        catch (IOException error)
        {
            throw Unwritable(directory, error);
        }
    }

    // EROFS; the same number on Linux and macOS.
    private static bool IsReadOnly(IOException error) => error.HResult == 30;

    private static StoreUnavailableException Unwritable(string directory, Exception error)
        => new($"data directory {directory} cannot be written: {error.Message}", error);
}

using Slipway.ApiServer.Pki;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>Keeps a second process out of a data directory; the operating system lets go of it when the process dies.</summary>
public static class DirectoryLock
{
    private const string FileName = "slipway.lock";

    /// <summary>Takes the lock; disposing gives it back.</summary>
    /// <exception cref="StoreInUseException">Another process has it.</exception>
    /// <exception cref="StoreUnavailableException">The directory cannot be written.</exception>
    public static FileStream Take(string directory)
    {
        try
        {
            DurableDirectory.Create(directory);
            return PrivateFile.Open(Path.Combine(directory, FileName));
        }
        catch (UnauthorizedAccessException error)
        {
            throw Unwritable(directory, error);
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new StoreInUseException(directory, error);
        }
        catch (IOException error)
        {
            throw Unwritable(directory, error);
        }
    }

    // EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35;

    private static StoreUnavailableException Unwritable(string directory, Exception error)
        => new($"data directory {directory} cannot be written ({error.Message}): check its owner, its permissions and the disk's free space.", error);
}

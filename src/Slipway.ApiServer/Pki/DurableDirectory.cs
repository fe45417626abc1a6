using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Slipway.ApiServer.Pki;

/// <summary>
/// What a directory lists, kept through a loss of power: a file that was synced is lost all the same when the directory, which has its
/// name, was not (fsync(2)).
/// </summary>
public static partial class DurableDirectory
{
    private const int NoPermission = 13;

    /// <summary>Makes a directory and those above it that are missing; afterwards they are on disk.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="mode">Who may do what in those that are made; null for what is usual.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The one above it may not be written to.</exception>
    public static void Create(string path, UnixFileMode? mode = null)
    {
        var made = new List<string>();
        for (var at = Path.GetFullPath(path); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            made.Add(at);
        }

        if (mode is null || OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, mode.Value);
        }

        made.ForEach(static directory => Sync(Path.GetDirectoryName(directory)!));
    }

    /// <summary>Gives a file its name, in place of another of that name; afterwards that is on disk.</summary>
    /// <param name="from">A file, which is on disk already, in the same directory.</param>
    /// <param name="to">The name.</param>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        Sync(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Returns when the names that the directory lists now are on disk.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Sync(string path)
    {
        // Windows journals names, and lets no directory be opened like this.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, flags: 0);
        if (descriptor < 0 && Marshal.GetLastPInvokeError() == NoPermission)
        {
            // May be written to but not read: then its owner alone can do it.
            return;
        }

        if (descriptor < 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}

namespace Slipway.ApiServer.Pki;

/// <summary>Files that only their owner may read, written so that a reader sees the old or the new content and nothing between.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the file beside its place and renames it; afterwards it is on disk. Its directory is made when missing.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        path = Path.GetFullPath(path);
        DurableDirectory.Create(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = Create(temporary))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            DurableDirectory.Rename(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Makes a file anew, for writing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public static FileStream Create(string path) => new(path, Options(FileMode.Create, FileAccess.Write));

    /// <summary>Opens a file for this process alone, and makes it when it is not there.</summary>
    /// <exception cref="IOException">It cannot be made, or another process has it open.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory or the file may not be written to.</exception>
    public static FileStream Open(string path) => new(path, Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));

    private static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}

using System.Globalization;

namespace Slipway.ApiServer.Http.Audit;

/// <summary>A file that is put aside when it is full. For one writer at a time.</summary>
internal sealed class AuditFile(AuditLogOptions options, TimeProvider time) : IDisposable
{
    private FileStream? _stream;

    /// <summary>Appends lines, which go into one file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        _stream ??= Open();
        if (_stream.Length > 0 && _stream.Length + lines.Length > options.MaxBytes)
        {
            PutAside();
        }

        _stream!.Write(lines);
        _stream.Flush();
    }

    /// <summary>Closes the file; the next line opens it again.</summary>
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private FileStream Open()
    {
        if (Path.GetDirectoryName(options.Path) is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory);
        }

        var how = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(options.Path, how);
    }

    private void PutAside()
    {
        Dispose();
        var stem = Path.GetFileNameWithoutExtension(options.Path);
        var extension = Path.GetExtension(options.Path);
        var directory = Path.GetDirectoryName(Path.GetFullPath(options.Path))!;
        var moment = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH-mm-ss.fffffff", CultureInfo.InvariantCulture);
        File.Move(options.Path, Path.Combine(directory, $"{stem}-{moment}{extension}"), overwrite: true);

        // Their names tell their age.
        foreach (var old in Directory.GetFiles(directory, $"{stem}-*{extension}").OrderDescending(StringComparer.Ordinal).Skip(options.MaxBackups))
        {
            File.Delete(old);
        }

        _stream = Open();
    }
}

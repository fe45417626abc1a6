using System.Text;

namespace Slipway.Dev.CloudInit;

/// <summary>The files of a machine after cloud-init has written them.</summary>
internal sealed class VirtualDisk
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public static VirtualDisk Of(CloudConfig config)
    {
        var disk = new VirtualDisk();
        foreach (var file in config.Files)
        {
            disk._files[file.Path] = file.Append && disk._files.TryGetValue(file.Path, out var before)
                ? [.. before, .. file.Content]
                : file.Content;
        }

        return disk;
    }

    /// <summary>The text of a file; null when there is none.</summary>
    public string? ReadText(string path) => _files.TryGetValue(path, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
}

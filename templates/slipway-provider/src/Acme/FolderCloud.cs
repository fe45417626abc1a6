namespace Acme;

/// <summary>A folder that stands in for the cloud: each machine is a file with its user data.</summary>
public sealed class FolderCloud(string folder) : ICloud
{
    public ValueTask<CloudMachine?> FindAsync(string name, CancellationToken cancellationToken) =>
        new(File.Exists(PathOf(name)) ? new CloudMachine(name, "192.0.2.1", IsRunning: true) : null);

    public async ValueTask CreateAsync(string name, string size, ReadOnlyMemory<byte> userData, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(PathOf(name), userData, cancellationToken);
    }

    public ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(name));
        return ValueTask.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}

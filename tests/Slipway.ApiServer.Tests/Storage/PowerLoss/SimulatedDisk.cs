namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>
/// A disk that keeps what POSIX promises and no more: a file's content once the file was synced, its name once the directory was.
/// A sector has all of a write or nothing of it.
/// </summary>
internal sealed class SimulatedDisk(string root)
{
    private readonly SimulatedDirectory _root = new();

    public void Do(FileOperation operation)
    {
        var (directory, name) = Find(operation.Path);
        switch (operation.Kind)
        {
            case FileOperationKind.Create when !directory.Now.ContainsKey(name):
                directory.Change(names => names[name] = new SimulatedFile());
                break;
            case FileOperationKind.Create when operation.Position < 0:
                break;
            case FileOperationKind.CreateDirectory:
                directory.Change(names => names[name] = new SimulatedDirectory());
                break;
            case FileOperationKind.Rename:
                Rename(directory, name, operation.Target);
                break;
            case FileOperationKind.Delete:
                directory.Change(names => names.Remove(name));
                break;
            case FileOperationKind.Sync when name.Length == 0:
                directory.Sync();
                break;
            case FileOperationKind.Sync when directory.Now[name] is SimulatedDirectory synced:
                synced.Sync();
                break;
            case FileOperationKind.Sync:
                ((SimulatedFile)directory.Now[name]).Sync();
                break;
            default:
                ((SimulatedFile)directory.Now[name]).Add(
                    operation.Kind == FileOperationKind.Write ? operation : operation with { Kind = FileOperationKind.Resize });
                break;
        }
    }

    /// <summary>Writes what is left after the power went.</summary>
    public void WriteAfterPowerLoss(string path, Random random) => _root.WriteAfterPowerLoss(path, random);

    private void Rename(SimulatedDirectory directory, string name, string target)
    {
        var (other, newName) = Find(target);
        Assert.Same(directory, other);
        directory.Change(names =>
        {
            names[newName] = names[name];
            names.Remove(name);
        });
    }

    // The root itself has no name.
    private (SimulatedDirectory Directory, string Name) Find(string path)
    {
        var names = Path.GetRelativePath(root, path).Split('/');
        if (names is ["."])
        {
            return (_root, "");
        }

        var directory = _root;
        foreach (var name in names[..^1])
        {
            directory = (SimulatedDirectory)directory.Now[name];
        }

        return (directory, names[^1]);
    }
}

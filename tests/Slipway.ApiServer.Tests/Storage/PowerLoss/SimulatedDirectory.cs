using Slipway.ApiServer.Pki;

namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>A directory's names: those on disk for sure, and the changes since, which a journaling file system keeps in their order.</summary>
internal sealed class SimulatedDirectory
{
    // Each gives all names after a change, so a file that is renamed has one name at any time.
    private readonly List<Dictionary<string, object>> _unsynced = [];
    private Dictionary<string, object> _synced = new(StringComparer.Ordinal);

    /// <summary>What the program itself sees: files and directories by name.</summary>
    public IReadOnlyDictionary<string, object> Now => _unsynced is [.., var last] ? last : _synced;

    public void Change(Action<Dictionary<string, object>> change)
    {
        var names = new Dictionary<string, object>(Now, StringComparer.Ordinal);
        change(names);
        _unsynced.Add(names);
    }

    public void Sync()
    {
        _synced = _unsynced is [.., var last] ? last : _synced;
        _unsynced.Clear();
    }

    /// <summary>Writes what is left after the power went.</summary>
    public void WriteAfterPowerLoss(string path, Random random)
    {
        var kept = random.Next(_unsynced.Count + 1);
        foreach (var (name, entry) in kept == 0 ? _synced : _unsynced[kept - 1])
        {
            var target = Path.Combine(path, name);
            if (entry is SimulatedDirectory directory)
            {
                Directory.CreateDirectory(target);
                directory.WriteAfterPowerLoss(target, random);
            }
            else
            {
                using var file = PrivateFile.Create(target);
                file.Write(((SimulatedFile)entry).AfterPowerLoss(random));
            }
        }
    }
}

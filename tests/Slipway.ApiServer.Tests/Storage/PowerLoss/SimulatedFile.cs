namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>A file's content: what is on disk for sure, and what was done since, of which each sector may have got any part.</summary>
internal sealed class SimulatedFile
{
    private const int Sector = 512;

    private readonly List<FileOperation> _unsynced = [];
    private byte[] _synced = [];

    /// <summary>What the program itself reads.</summary>
    public byte[] Now => Apply(_unsynced.Count);

    public void Add(FileOperation operation) => _unsynced.Add(operation);

    public void Sync()
    {
        _synced = Now;
        _unsynced.Clear();
    }

    /// <summary>The content after the power went.</summary>
    public byte[] AfterPowerLoss(Random random)
    {
        // In the order of the writes, or each sector for itself; mostly all but the last or none but the first.
        var whole = Apply(random.Next(_unsynced.Count + 1));
        if (_unsynced.Count == 0 || random.Next(4) == 0)
        {
            return whole;
        }

        var share = random.NextDouble();
        var content = (byte[])whole.Clone();
        foreach (var sector in TouchedSectors(content.Length))
        {
            var last = random.NextDouble() < share ? _unsynced.Count : random.Next(_unsynced.Count + 1);
            Build(sector, last).AsSpan(0, Math.Min(Sector, content.Length - (sector * Sector))).CopyTo(content.AsSpan(sector * Sector));
        }

        return content;
    }

    private IEnumerable<int> TouchedSectors(int length) => _unsynced
        .Where(static o => o.Kind == FileOperationKind.Write)
        .SelectMany(static o => Enumerable.Range((int)(o.Position / Sector), (int)(((o.Position + o.Data.Length - 1) / Sector) - (o.Position / Sector)) + 1))
        .Where(sector => sector * Sector < length).Distinct().Order();

    // One sector after the first so many operations.
    private byte[] Build(int sector, int operations)
    {
        var begin = (long)sector * Sector;
        var content = new byte[Sector];
        if (begin < _synced.Length)
        {
            _synced.AsSpan((int)begin, (int)Math.Min(Sector, _synced.Length - begin)).CopyTo(content);
        }

        foreach (var operation in _unsynced.Take(operations))
        {
            if (operation.Kind == FileOperationKind.Resize)
            {
                content.AsSpan((int)Math.Clamp(operation.Position - begin, 0, Sector)).Clear();
                continue;
            }

            var from = Math.Max(begin, operation.Position);
            var to = Math.Min(begin + Sector, operation.Position + operation.Data.Length);
            if (from < to)
            {
                operation.Data.AsSpan((int)(from - operation.Position), (int)(to - from)).CopyTo(content.AsSpan((int)(from - begin)));
            }
        }

        return content;
    }

    private byte[] Apply(int operations)
    {
        var size = (long)_synced.Length;
        foreach (var operation in _unsynced.Take(operations))
        {
            size = operation.Kind == FileOperationKind.Resize ? operation.Position : Math.Max(size, operation.Position + operation.Data.Length);
        }

        var content = new byte[Math.Max(size, _synced.Length)];
        _synced.CopyTo(content, 0);
        foreach (var operation in _unsynced.Take(operations))
        {
            if (operation.Kind == FileOperationKind.Resize)
            {
                content.AsSpan((int)Math.Min(operation.Position, content.Length)).Clear();
            }
            else
            {
                EnsureRoom(ref content, operation.Position + operation.Data.Length);
                operation.Data.CopyTo(content, operation.Position);
            }
        }

        return content[..(int)size];
    }

    private static void EnsureRoom(ref byte[] content, long size)
    {
        if (size > content.Length)
        {
            Array.Resize(ref content, (int)size);
        }
    }
}

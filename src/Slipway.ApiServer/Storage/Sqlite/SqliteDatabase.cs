using Slipway.ApiServer.Storage.Encryption;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// Key spaces in one SQLite file of a data directory. All of them share one writer thread and its group commit: an answer to a
/// write means that it is on disk. A full disk fails the writes that it fails; any other failure of the file turns every space
/// read-only until the database is opened again.
/// </summary>
public sealed class SqliteDatabase : IStoreDatabase
{
    private const string FileName = "slipway.db";

    private static readonly TimeSpan MaintenancePeriod = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly SortedSet<string> _names;
    private readonly Dictionary<string, Task<object?>> _opened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpaceRecord> _found;
    private readonly FileStream _lock;
    private readonly SqliteWriter _writer;
    private readonly EncryptionRules _encryption;
    private readonly TimeProvider _time;
    private readonly ITimer _maintenance;

    private SqliteDatabase(FileStream @lock, SqliteWriter writer, EncryptionRules encryption, List<SpaceRecord> spaces, TimeProvider time)
    {
        _lock = @lock;
        _writer = writer;
        _encryption = encryption;
        _time = time;
        _found = spaces.Where(static space => space.Name is not null).ToDictionary(static space => space.Name!, StringComparer.Ordinal);
        _names = new SortedSet<string>(_found.Keys, StringComparer.Ordinal);
        _maintenance = time.CreateTimer(static database => ((SqliteDatabase)database!).Maintain(), this, MaintenancePeriod, MaintenancePeriod);
    }

    /// <summary>Opens the database of a data directory, making both when they are not there.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="time">The clock by which history ages.</param>
    /// <param name="encryption">Which values are encrypted, the database's to dispose; null for none.</param>
    /// <exception cref="StoreInUseException">Another process has the directory open.</exception>
    /// <exception cref="StoreCorruptException">The file is damaged, another program's, or of a newer version.</exception>
    /// <exception cref="StoreUnavailableException">The directory or the file cannot be written.</exception>
    public static Task<SqliteDatabase> OpenAsync(string directory, TimeProvider time, EncryptionRules? encryption = null)
        => OpenAsync(directory, time, encryption, maxPages: 0);

    internal static async Task<SqliteDatabase> OpenAsync(string directory, TimeProvider time, EncryptionRules? encryption, int maxPages)
    {
        var held = DirectoryLock.Take(directory);
        encryption ??= EncryptionRules.None();
        try
        {
            var writer = new SqliteWriter(Path.Combine(directory, FileName), encryption, maxPages, new WrittenMark(held.SafeFileHandle));
            return new SqliteDatabase(held, writer, encryption, await writer.StartAsync(), time);
        }
        catch
        {
            encryption.Dispose();
            await held.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ListSpaces()
    {
        lock (_gate)
        {
            return [.. _names];
        }
    }

    /// <inheritdoc/>
    public async ValueTask<VersionedStore> OpenSpaceAsync(
        string name, StoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Task<object?>? opening;
        lock (_gate)
        {
            if (!_opened.TryGetValue(name, out opening) || opening.IsFaulted)
            {
                opening = _writer.RunAsync(file => Open(file, name, options ?? new StoreOptions()));
                _opened[name] = opening;
                _names.Add(name);
            }
        }

        return ((SqliteJournal)(await opening.WaitAsync(cancellationToken))!).Store;
    }

    /// <inheritdoc/>
    public async ValueTask DropSpaceAsync(string name, CancellationToken cancellationToken = default)
    {
        Task<object?> dropping;
        lock (_gate)
        {
            if (!_names.Remove(name))
            {
                return;
            }

            _opened.Remove(name);
            dropping = _writer.RunAsync(file => Drop(file, name));
        }

        await dropping.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Copies the database into a file of its own, readable by its owner only, while it is in use: the state at the end of the copying.
    /// </summary>
    /// <param name="path">The file to make.</param>
    /// <param name="cancellationToken">Ends the copying; what is there of the file is the caller's to delete.</param>
    /// <exception cref="StoreUnavailableException">The copy cannot be written, or the database is closed.</exception>
    public async Task CopyToAsync(string path, CancellationToken cancellationToken)
    {
        var job = new CopyJob(path, cancellationToken);
        await _writer.RunAsync(_ =>
        {
            _writer.Copy(job);
            return null;
        });
        await job.Task;
    }

    /// <summary>Reads all of a database that was brought back from a copy, and raises the revisions of its spaces.</summary>
    /// <param name="by">More than clients can have seen written after the copy was made.</param>
    /// <remarks>Before any space is opened.</remarks>
    /// <exception cref="StoreCorruptException">It is damaged.</exception>
    public async Task AdoptAsync(long by)
    {
        await _writer.RunAsync(file =>
        {
            file.CheckIntegrity("integrity_check");
            file.AdvanceRevisions(by);

            // What the commands of the opening will read again.
            foreach (var space in file.ReadSpaces().Where(static space => space.Name is not null))
            {
                _found[space.Name!] = space;
            }

            return null;
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _maintenance.DisposeAsync();
        await _writer.StopAsync();
        _encryption.Dispose();
        await _lock.DisposeAsync();
    }

    // On the writer's thread, like Drop: the two see what was found in the file in the order in which they were asked for.
    private SqliteJournal Open(SqliteFile file, string name, StoreOptions options)
    {
        if (!_found.TryGetValue(name, out var space))
        {
            space = file.CreateSpace(name);
            _found.Add(name, space);
        }

        var journal = new SqliteJournal(_writer, name, space.Id);
        journal.Load(file, space.Compacted, options, _time);
        _writer.Add(journal);
        return journal;
    }

    private object? Drop(SqliteFile file, string name)
    {
        if (_found.TryGetValue(name, out var space))
        {
            file.ForgetSpaceName(name);
            _found.Remove(name);
            _writer.Drop(space.Id);
        }

        return null;
    }

    private void Maintain()
    {
        Task<object?>[] opened;
        lock (_gate)
        {
            opened = [.. _opened.Values];
        }

        foreach (var opening in opened)
        {
            if (opening is { IsCompletedSuccessfully: true, Result: SqliteJournal journal })
            {
                journal.Store.TrimHistory();
                if (journal.HasGarbage)
                {
                    _writer.Compact(journal);
                }
            }
        }
    }
}

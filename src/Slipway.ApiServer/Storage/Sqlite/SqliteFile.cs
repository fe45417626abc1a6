using Microsoft.Data.Sqlite;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage.Encryption;
using SQLitePCL;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>The database file: its schema and statements. Used by the writer's thread only.</summary>
internal sealed class SqliteFile : IDisposable
{
    // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
    private const int NoCheckpointOnClose = 1006;

    private readonly SqliteConnection _connection;
    private readonly EncryptionRules _encryption;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _setCompacted;

    private SqliteFile(SqliteConnection connection, EncryptionRules encryption)
    {
        _connection = connection;
        _encryption = encryption;
        _begin = Prepare("BEGIN IMMEDIATE", 0);
        _commit = Prepare("COMMIT", 0);
        _rollback = Prepare("ROLLBACK", 0);
        _insert = Prepare(
            "INSERT INTO records (id, kind, created, time, resource, namespace, name, json, checksum) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)", 9);
        _delete = Prepare("DELETE FROM records WHERE id = $0", 1);
        _setCompacted = Prepare("UPDATE spaces SET compacted = $0, checksum = $1 WHERE id = $2", 3);
    }

    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="encryption">How values are kept.</param>
    /// <param name="maxPages">The greatest size in pages of 4 KiB; 0 for no bound.</param>
    /// <param name="mark">The newest record that is known to have been written; null when none is.</param>
    /// <exception cref="StoreCorruptException">Something is damaged or missing; the files are as they were.</exception>
    public static SqliteFile Open(string path, EncryptionRules encryption, int maxPages, (long Space, long Revision)? mark)
    {
        WriteAheadLog.Check(path);
        PrivateFile.Open(path).Dispose();
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            var file = new SqliteFile(connection, encryption);
            file.KeepLog(true);
            SqliteSchema.Configure(connection, path, maxPages);
            file.CheckIntegrity("quick_check");
            file.CheckHas(mark);
            SqliteSchema.MakeTables(connection);
            file.TryMoveLog();
            file.KeepLog(false);
            return file;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => _begin.ExecuteNonQuery();

    /// <summary>Returns when the transaction is on disk.</summary>
    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Undoes the transaction that is open; SQLite has undone it already after some errors.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.ExecuteNonQuery();
        }
    }

    public DatabaseCopy StartCopy(string path) => DatabaseCopy.Start(_connection, path);

    /// <summary>Says whether closing leaves the log as it is, rather than moving what it holds into the file: for files that are damaged.</summary>
    public void KeepLog(bool keeps) => _ = raw.sqlite3_db_config(_connection.Handle, NoCheckpointOnClose, keeps ? 1 : 0, out _);

    /// <summary>Reads the whole file.</summary>
    /// <param name="how"><c>integrity_check</c>, or <c>quick_check</c>, which does not compare indexes with their tables.</param>
    /// <exception cref="StoreCorruptException">Something in it does not fit together.</exception>
    public void CheckIntegrity(string how)
    {
        using var command = Command($"PRAGMA {how}(1)");
        if (command.ExecuteScalar() is not "ok" and var problem)
        {
            throw new StoreCorruptException($"{_connection.DataSource} is damaged: {problem}; restore a backup ('slipway restore').");
        }
    }

    /// <summary>
    /// Raises the revision of every space, and lets its history go: what clients saw of later revisions, which this file has not, can then
    /// be taken for nothing that is in it.
    /// </summary>
    public void AdvanceRevisions(long by)
    {
        foreach (var space in ReadSpaces())
        {
            SetCompacted(space with { Compacted = Math.Max(LastRevision(space.Id), space.Compacted) + by });
        }
    }

    public List<SpaceRecord> ReadSpaces()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, name, compacted, checksum FROM spaces";
        using var reader = command.ExecuteReader();
        var spaces = new List<SpaceRecord>();
        while (reader.Read())
        {
            var space = new SpaceRecord(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2));
            spaces.Add(space.Checksum() == reader.GetInt64(3)
                ? space
                : throw new StoreCorruptException(
                    $"{_connection.DataSource} is damaged: the row of key space {space.Id} has a wrong checksum; restore a backup ('slipway restore')."));
        }

        return spaces;
    }

    public SpaceRecord CreateSpace(string name)
    {
        var space = new SpaceRecord(LastSpace() + 1, name, StoreSnapshot.Empty.Revision);
        using var command = Command(
            "INSERT INTO spaces (id, name, compacted, checksum) VALUES ($0, $1, $2, $3)", space.Id, name, space.Compacted, space.Checksum());
        command.ExecuteNonQuery();
        return space;
    }

    public void ForgetSpaceName(string name)
    {
        var space = ReadSpaces().Find(space => space.Name == name) with { Name = null };
        using var command = Command("UPDATE spaces SET name = NULL, checksum = $0 WHERE id = $1", space.Checksum(), space.Id);
        command.ExecuteNonQuery();
    }

    /// <summary>Deletes some records of a dropped space, and the space with the last of them.</summary>
    /// <returns>Whether the space is gone.</returns>
    public bool DeleteDroppedBite(long space, int limit)
    {
        using var records = Command(
            "DELETE FROM records WHERE id IN (SELECT id FROM records WHERE id BETWEEN $0 AND $1 LIMIT $2)",
            RecordId.First(space), RecordId.Last(space), limit);
        if (records.ExecuteNonQuery() == limit)
        {
            return false;
        }

        using var last = Command("DELETE FROM spaces WHERE id = $0", space);
        last.ExecuteNonQuery();
        return true;
    }

    public void Replay(long space, StoreReplay replay)
    {
        using var command = Command(
            "SELECT id, kind, created, time, resource, namespace, name, json, checksum FROM records WHERE id BETWEEN $0 AND $1 ORDER BY id",
            RecordId.First(space), RecordId.Last(space));
        using var reader = command.ExecuteReader();
        var texts = new TextPool();
        while (reader.Read())
        {
            var record = new Record(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetInt64(2),
                reader.GetInt64(3),
                new StoreKey(texts.Share(reader.GetString(4)), texts.Share(reader.GetString(5)), reader.GetString(6)),
                reader.GetFieldValue<byte[]>(7));
            if (!record.Matches(reader.GetInt64(8)))
            {
                throw new StoreCorruptException(
                    $"{_connection.DataSource} is damaged: the record of revision {record.Revision} ({record.Key}) has a wrong checksum; restore a backup ('slipway restore').");
            }

            var json = _encryption.Open(record.Key, record.Id, record.Value, out var isStale);
            var recorded = new StoredObject(record.Key, json, record.Revision, record.CreateRevision) { IsStale = isStale };
            replay.Add((StoreEventKind)record.Kind, recorded, DateTimeOffset.FromUnixTimeMilliseconds(record.Time));
        }
    }

    public void Insert(long space, StoreEvent written)
    {
        var current = written.Current;
        var id = RecordId.Of(space, current.Revision);
        var value = _encryption.Seal(current.Key, id, current.Bytes);
        var record = new Record(id, (long)written.Kind, current.CreateRevision, written.Time.ToUnixTimeMilliseconds(), current.Key, value);
        Bind(_insert, 0, record.Id);
        Bind(_insert, 1, record.Kind);
        Bind(_insert, 2, record.CreateRevision);
        Bind(_insert, 3, record.Time);
        Bind(_insert, 4, record.Key.Resource);
        Bind(_insert, 5, record.Key.Namespace);
        Bind(_insert, 6, record.Key.Name);
        Bind(_insert, 7, record.Value);
        Bind(_insert, 8, record.Checksum());
        _insert.ExecuteNonQuery();
    }

    public void Delete(long space, long revision)
    {
        Bind(_delete, 0, RecordId.Of(space, revision));
        _delete.ExecuteNonQuery();
    }

    public void SetCompacted(in SpaceRecord space)
    {
        Bind(_setCompacted, 0, space.Compacted);
        Bind(_setCompacted, 1, space.Checksum());
        Bind(_setCompacted, 2, space.Id);
        _setCompacted.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _insert.Dispose();
        _delete.Dispose();
        _setCompacted.Dispose();
        _connection.Dispose();
    }

    // The greatest that ever was.
    private long LastSpace()
    {
        using var command = Command("SELECT seq FROM sqlite_sequence WHERE name = 'spaces'");
        return command.ExecuteScalar() is long last ? last : 0;
    }

    // A space that is not there any more was dropped after the mark was made, unless the file does not know that it ever was.
    private void CheckHas((long Space, long Revision)? mark)
    {
        if (mark is not { } known)
        {
            return;
        }

        using var tables = Command("SELECT count(*) FROM sqlite_schema");
        var hasTables = (long)tables.ExecuteScalar()! > 0;
        var space = hasTables ? ReadSpaces().Find(space => space.Id == known.Space) : default;
        var has = hasTables && (space.Id == known.Space ? Math.Max(LastRevision(space.Id), space.Compacted) >= known.Revision : LastSpace() >= known.Space);
        if (!has)
        {
            throw new StoreCorruptException(
                $"{_connection.DataSource} or its log ({_connection.DataSource}-wal) is damaged or was replaced: revision {known.Revision} of key space "
                + $"{known.Space} was written and is not in it. Nothing was changed; restore a backup ('slipway restore').");
        }
    }

    private long LastRevision(long space)
    {
        using var newest = Command("SELECT max(id) FROM records WHERE id BETWEEN $0 AND $1", RecordId.First(space), RecordId.Last(space));
        return newest.ExecuteScalar() is long id ? RecordId.Revision(id) : 0;
    }

    // What a process that did not end in order left in the log: a log has frames of one process only, which its check relies on.
    private bool TryMoveLog()
    {
        try
        {
            using var command = Command("PRAGMA wal_checkpoint(TRUNCATE)");
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException e) when (SqliteErrors.IsPassing(e))
        {
            // A full disk: reading goes on, and the log can be moved later.
            return false;
        }
    }

    private static void Bind(SqliteCommand command, int index, object value) => command.Parameters[index].Value = value;

    private SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = Prepare(sql, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            Bind(command, i, values[i]);
        }

        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }
}

using Microsoft.Data.Sqlite;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage.Encryption;
using SQLitePCL;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>The database file: its schema and statements. Used by the writer's thread only.</summary>
internal sealed class SqliteFile : IDisposable
{
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
        _setCompacted = Prepare("UPDATE spaces SET compacted = $0 WHERE id = $1", 2);
    }

    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="encryption">How values are kept.</param>
    /// <param name="maxPages">The greatest size in pages of 4 KiB; 0 for no bound.</param>
    public static SqliteFile Open(string path, EncryptionRules encryption, int maxPages)
    {
        PrivateFile.Open(path).Dispose();
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            SqliteSchema.Apply(connection, path, maxPages);
            return new SqliteFile(connection, encryption);
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

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="StoreCorruptException">Something in it does not fit together.</exception>
    public void CheckIntegrity()
    {
        using var command = Command("PRAGMA integrity_check(1)");
        if (command.ExecuteScalar() is not "ok" and var problem)
        {
            throw new StoreCorruptException($"{_connection.DataSource} is damaged: {problem}.");
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
            using var newest = Command("SELECT max(id) FROM records WHERE id BETWEEN $0 AND $1", RecordId.First(space.Id), RecordId.Last(space.Id));
            var last = newest.ExecuteScalar() is long id ? RecordId.Revision(id) : 0;
            SetCompacted(space.Id, Math.Max(last, space.Compacted) + by);
        }
    }

    public List<SpaceRecord> ReadSpaces()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, name, compacted FROM spaces";
        using var reader = command.ExecuteReader();
        var spaces = new List<SpaceRecord>();
        while (reader.Read())
        {
            spaces.Add(new SpaceRecord(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2)));
        }

        return spaces;
    }

    public SpaceRecord CreateSpace(string name)
    {
        var compacted = StoreSnapshot.Empty.Revision;
        using var command = Command("INSERT INTO spaces (name, compacted) VALUES ($0, $1) RETURNING id", name, compacted);
        return new SpaceRecord((long)command.ExecuteScalar()!, name, compacted);
    }

    public void ForgetSpaceName(string name)
    {
        using var command = Command("UPDATE spaces SET name = NULL WHERE name = $0", name);
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
                    $"{_connection.DataSource} is damaged: the record of revision {record.Revision} ({record.Key}) has a wrong checksum; restore a backup.");
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

    public void SetCompacted(long space, long revision)
    {
        Bind(_setCompacted, 0, revision);
        Bind(_setCompacted, 1, space);
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

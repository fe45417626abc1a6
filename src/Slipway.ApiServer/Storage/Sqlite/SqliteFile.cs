using Microsoft.Data.Sqlite;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>The database file: its schema and statements. Used by the writer's thread only.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _setCompacted;

    private SqliteFile(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE", 0);
        _commit = Prepare("COMMIT", 0);
        _insert = Prepare(
            "INSERT INTO records (id, kind, created, time, resource, namespace, name, json, checksum) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)", 9);
        _delete = Prepare("DELETE FROM records WHERE id = $0", 1);
        _setCompacted = Prepare("UPDATE spaces SET compacted = $0 WHERE id = $1", 2);
    }

    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="maxPages">The greatest size in pages of 4 KiB; 0 for no bound.</param>
    public static SqliteFile Open(string path, int maxPages)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            SqliteSchema.Apply(connection, path, maxPages);
            return new SqliteFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => _begin.ExecuteNonQuery();

    /// <summary>
    /// Returns when the transaction is on disk. There is no roll-back: after an error nothing is written any more, and closing the
    /// file undoes what was not committed.
    /// </summary>
    public void Commit() => _commit.ExecuteNonQuery();

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
            var json = reader.GetFieldValue<byte[]>(7);
            var key = new StoreKey(texts.Share(reader.GetString(4)), texts.Share(reader.GetString(5)), reader.GetString(6));
            var recorded = new StoredObject(key, json, RecordId.Revision(reader.GetInt64(0)), reader.GetInt64(2));
            if (reader.GetInt64(8) != RecordChecksum.Of(json))
            {
                throw new StoreCorruptException($"the record of revision {recorded.Revision} ({key}) has a wrong checksum.");
            }

            replay.Add((StoreEventKind)reader.GetInt32(1), recorded, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)));
        }
    }

    public void Insert(long space, StoreEvent written)
    {
        var current = written.Current;
        Bind(_insert, 0, RecordId.Of(space, current.Revision));
        Bind(_insert, 1, (long)written.Kind);
        Bind(_insert, 2, current.CreateRevision);
        Bind(_insert, 3, written.Time.ToUnixTimeMilliseconds());
        Bind(_insert, 4, current.Key.Resource);
        Bind(_insert, 5, current.Key.Namespace);
        Bind(_insert, 6, current.Key.Name);
        Bind(_insert, 7, current.Bytes);
        Bind(_insert, 8, RecordChecksum.Of(current.Bytes));
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

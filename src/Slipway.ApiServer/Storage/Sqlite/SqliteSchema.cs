using Microsoft.Data.Sqlite;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>The file's settings and tables.</summary>
internal static class SqliteSchema
{
    // "Slip", so that a file of another program is not taken for ours; https://www.sqlite.org/pragma.html#pragma_application_id
    private const long ApplicationId = 0x536C6970;
    private const long Version = 2;

    private const long WithoutSpaceChecksums = 1;

    private const string Tables = """
        CREATE TABLE spaces (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, compacted INTEGER NOT NULL, checksum INTEGER NOT NULL);
        CREATE TABLE records (
            id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, created INTEGER NOT NULL, time INTEGER NOT NULL,
            resource TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL, json BLOB NOT NULL, checksum INTEGER NOT NULL);
        """;

    /// <summary>Sets the connection up.</summary>
    /// <exception cref="StoreCorruptException">The file is another program's, or a newer version's.</exception>
    public static void Configure(SqliteConnection connection, string path, int maxPages)
    {
        var application = Scalar(connection, "PRAGMA application_id");
        var version = Scalar(connection, "PRAGMA user_version");
        var tables = Scalar(connection, "SELECT count(*) FROM sqlite_schema");
        if (tables > 0 && application != ApplicationId)
        {
            throw new StoreCorruptException($"{path} is another program's database; choose another data directory.");
        }

        if (version > Version)
        {
            throw new StoreCorruptException(
                $"{path} has format {version}, this program knows up to {Version}; run the version that wrote it, or a newer one.");
        }

        // One process has the file (the lock beside it sees to that), so the index of the log needs no shared memory.
        // FULL: the log is on disk before a transaction's commit returns.
        Run(connection, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        if (maxPages > 0)
        {
            Run(connection, $"PRAGMA max_page_count = {maxPages}");
        }

    }

    /// <summary>Makes the tables in a new file, and changes those of an earlier version.</summary>
    public static void MakeTables(SqliteConnection connection)
    {
        if (Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0)
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, $"{Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
            transaction.Commit();
        }
        else if (Scalar(connection, "PRAGMA user_version") == WithoutSpaceChecksums)
        {
            AddSpaceChecksums(connection);
        }
    }

    private static void AddSpaceChecksums(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, "ALTER TABLE spaces ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0");
        var spaces = new List<SpaceRecord>();
        using (var all = connection.CreateCommand())
        {
            all.CommandText = "SELECT id, name, compacted FROM spaces";
            using var reader = all.ExecuteReader();
            while (reader.Read())
            {
                spaces.Add(new SpaceRecord(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2)));
            }
        }

        spaces.ForEach(space => Run(connection, $"UPDATE spaces SET checksum = {space.Checksum()} WHERE id = {space.Id}"));
        Run(connection, $"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;
using Slipway.ApiServer.Pki;
using SQLitePCL;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// A copy of the database that is made bit by bit between commits; what is committed meanwhile goes into it too. So it is the state at
/// its end. Used by the writer's thread only.
/// </summary>
internal sealed class DatabaseCopy : IDisposable
{
    // Half a millisecond of work: no write waits long behind it.
    private const int PagesAtOnce = 256;

    private readonly SqliteConnection _target;
    private readonly sqlite3_backup _copy;

    private DatabaseCopy(SqliteConnection target, sqlite3_backup copy) => (_target, _copy) = (target, copy);

    public static DatabaseCopy Start(SqliteConnection source, string path)
    {
        PrivateFile.Create(path).Dispose();
        var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        try
        {
            target.Open();
            var copy = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
            return copy is null || copy.IsInvalid
                ? throw new StoreUnavailableException($"{path}: {raw.sqlite3_errmsg(target.Handle).utf8_to_string()}.")
                : new DatabaseCopy(target, copy);
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Copies some pages.</summary>
    /// <returns>Whether the copy is whole and on disk.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_backup_step(_copy, PagesAtOnce);
        if (result is raw.SQLITE_OK)
        {
            return false;
        }

        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, _target.Handle);
        _copy.Dispose();

        // One file, without the log that the original has beside it.
        using var command = _target.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE";
        command.ExecuteNonQuery();
        return true;
    }

    public void Dispose()
    {
        _copy.Dispose();
        _target.Dispose();
    }
}

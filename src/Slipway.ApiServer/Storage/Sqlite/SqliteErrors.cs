using Microsoft.Data.Sqlite;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>Says SQLite's errors in the store's terms.</summary>
internal static class SqliteErrors
{
    // Primary result codes, https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StoreException Translate(SqliteException error, string file) => error.SqliteErrorCode switch
    {
        Busy or Locked => new StoreInUseException(Path.GetDirectoryName(file)!, error),
        Corrupt => new StoreCorruptException($"{file} is damaged ({error.Message}); restore it from a backup.", error),
        NotADatabase => new StoreCorruptException($"{file} is no SQLite database; restore it or move it away.", error),
        Full => new StoreUnavailableException($"{file}: the disk is full; free space and start again.", error),
        ReadOnly or CannotOpen => new StoreUnavailableException($"{file} cannot be written; check its permissions.", error),
        IoError => new StoreUnavailableException($"{file}: the disk reports an error ({error.Message}).", error),
        _ => new StoreUnavailableException($"{file}: {error.Message}", error),
    };
}

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
    private const int IoErrorOnWrite = IoError | (3 << 8);

    /// <summary>
    /// Whether nothing of the transaction is on disk and the next one may succeed: there was no space, or a write was refused. A sync
    /// that fails is another matter: what it was for may be lost, or not.
    /// </summary>
    public static bool IsPassing(SqliteException error) =>
        error.SqliteErrorCode is Full or ReadOnly || error.SqliteExtendedErrorCode == IoErrorOnWrite;

    public static StoreException Translate(SqliteException error, string file) => error.SqliteErrorCode switch
    {
        Busy or Locked => new StoreInUseException(Path.GetDirectoryName(file)!, error),
        Corrupt => new StoreCorruptException($"{file} is damaged ({error.Message}); restore it from a backup.", error),
        NotADatabase => new StoreCorruptException($"{file} is no SQLite database; restore it or move it away.", error),
        Full => new StoreUnavailableException($"{file}: the disk is full; nothing is lost, free space and writes go on.", error),
        ReadOnly or CannotOpen => NotWritable(file, error),
        IoError when error.SqliteExtendedErrorCode == IoErrorOnWrite => new StoreUnavailableException(
            $"{file}: the disk refuses to write ({error.Message}); check quota, file size limit and the disk.", error),
        IoError => new StoreUnavailableException($"{file}: the disk reports an error ({error.Message}); check it, then start again.", error),
        _ => new StoreUnavailableException($"{file}: {error.Message}", error),
    };

    public static StoreUnavailableException NotWritable(string file, Exception error) => new(
        $"{file} cannot be written; check the owner and permissions of the file and its directory, and that the disk is not read-only.", error);
}

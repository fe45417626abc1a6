namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>Something rare that the writer's thread does between two batches, each in a transaction of its own.</summary>
internal sealed class WriterCommand(Func<SqliteFile, object?> run)
    : TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public object? Run(SqliteFile file) => run(file);
}

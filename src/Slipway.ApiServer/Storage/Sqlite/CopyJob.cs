namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>A copy that somebody waits for.</summary>
internal sealed class CopyJob(string path, CancellationToken cancellationToken)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private DatabaseCopy? _copy;

    /// <summary>Does a piece of the work; errors are the waiting caller's.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool Step(SqliteFile file, Func<Exception, StoreException> translate)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            _copy ??= file.StartCopy(path);
            if (!_copy.Step())
            {
                return false;
            }

            _copy.Dispose();
            SetResult();
        }
        catch (OperationCanceledException)
        {
            End();
            SetCanceled(cancellationToken);
        }
        catch (Exception error)
        {
            End();
            SetException(translate(error));
        }

        return true;
    }

    /// <summary>Gives up: the database closes.</summary>
    public void Abandon(StoreUnavailableException reason)
    {
        End();
        TrySetException(reason);
    }

    private void End() => _copy?.Dispose();
}

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>What waits for the writer's thread; the thread sleeps here when there is nothing.</summary>
internal sealed class WriterInbox
{
    private readonly object _signal = new();
    private readonly Queue<WriterCommand> _commands = new();
    private readonly HashSet<SqliteJournal> _compactions = [];
    private List<QueuedWrite> _writes = [];
    private bool _stopping;

    public void Write(QueuedWrite write)
    {
        lock (_signal)
        {
            _writes.Add(write);
            Monitor.Pulse(_signal);
        }
    }

    public void Compact(SqliteJournal journal)
    {
        lock (_signal)
        {
            if (_compactions.Add(journal))
            {
                Monitor.Pulse(_signal);
            }
        }
    }

    public Task<object?> RunAsync(Func<SqliteFile, object?> command)
    {
        var queued = new WriterCommand(command);
        lock (_signal)
        {
            if (_stopping)
            {
                queued.SetException(new StoreUnavailableException("the database is closed."));
                return queued.Task;
            }

            _commands.Enqueue(queued);
            Monitor.Pulse(_signal);
        }

        return queued.Task;
    }

    public void Stop()
    {
        lock (_signal)
        {
            _stopping = true;
            Monitor.Pulse(_signal);
        }
    }

    /// <summary>Takes all that waits.</summary>
    /// <param name="writes">An empty list, which is filled with the writes by exchanging it.</param>
    /// <param name="commands">Gets the commands.</param>
    /// <param name="compactions">Gets the spaces that have enough to delete.</param>
    /// <param name="mayWait">Whether to wait when there is nothing.</param>
    /// <returns>False when there is nothing and nothing will come.</returns>
    public bool Take(
        ref List<QueuedWrite> writes,
        Queue<WriterCommand> commands,
        Queue<SqliteJournal> compactions,
        bool mayWait)
    {
        lock (_signal)
        {
            while (_writes.Count == 0 && _commands.Count == 0 && _compactions.Count == 0)
            {
                if (_stopping)
                {
                    return false;
                }

                if (!mayWait)
                {
                    return true;
                }

                Monitor.Wait(_signal);
            }

            (writes, _writes) = (_writes, writes);
            while (_commands.TryDequeue(out var command))
            {
                commands.Enqueue(command);
            }

            foreach (var journal in _compactions)
            {
                compactions.Enqueue(journal);
            }

            _compactions.Clear();
            return true;
        }
    }
}

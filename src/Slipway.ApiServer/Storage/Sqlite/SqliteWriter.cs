using Microsoft.Data.Sqlite;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// The only thread that touches the file. It writes all that has come in as one transaction; while that goes to disk the next
/// batch collects. A failure to write is final: everything under way fails, every space turns read-only.
/// </summary>
internal sealed class SqliteWriter(string path, int maxPages)
{
    private readonly WriterInbox _inbox = new();
    private readonly List<SqliteJournal> _open = [];
    private readonly Queue<WriterCommand> _commands = new();
    private readonly Queue<SqliteJournal> _compactions = new();
    private readonly Queue<long> _dropped = new();
    private readonly List<SqliteJournal> _touched = [];
    private readonly TaskCompletionSource<List<SpaceRecord>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<(SqliteJournal Journal, StoreEvent Event)> _batch = [];
    private StoreUnavailableException? _failure;

    private bool HasBackgroundWork => _failure is null && (_compactions.Count > 0 || _dropped.Count > 0);

    /// <summary>Starts the thread.</summary>
    /// <returns>The key spaces in the file, once it is open.</returns>
    public Task<List<SpaceRecord>> StartAsync()
    {
        new Thread(Main) { IsBackground = true, Name = "slipway-store" }.Start();
        return _started.Task;
    }

    public void Write(SqliteJournal journal, StoreEvent written) => _inbox.Write(journal, written);

    public void Compact(SqliteJournal journal) => _inbox.Compact(journal);

    /// <summary>
    /// Runs a function on the writer's thread; its statements are transactions of their own, its errors only its caller's.
    /// </summary>
    public Task<object?> RunAsync(Func<SqliteFile, object?> command) => _inbox.RunAsync(command);

    /// <summary>Writes what has come in, then closes the file.</summary>
    public Task StopAsync()
    {
        _inbox.Stop();
        return _stopped.Task;
    }

    /// <summary>Takes a space into the group that fails together. Called from a command.</summary>
    public void Add(SqliteJournal journal) => _open.Add(journal);

    /// <summary>Closes a dropped space and lets its records be deleted bit by bit. Called from a command.</summary>
    public void Drop(long space)
    {
        if (_open.Find(journal => journal.Space == space) is { } journal)
        {
            _open.Remove(journal);
            journal.IsDropped = true;
            journal.Store.Fail(new StoreUnavailableException($"key space {journal.Name} was dropped."));
        }

        _dropped.Enqueue(space);
    }

    private void Main()
    {
        try
        {
            using var file = SqliteFile.Open(path, maxPages);
            var spaces = file.ReadSpaces();
            foreach (var space in spaces.Where(static space => space.Name is null))
            {
                _dropped.Enqueue(space.Id);
            }

            _started.SetResult(spaces);
            Serve(file);
        }
        catch (Exception error)
        {
            // Before the start it is the opener's; afterwards Serve has told everyone, and only closing can fail.
            _started.TrySetException(Translate(error));
        }

        _stopped.SetResult();
    }

    private void Serve(SqliteFile file)
    {
        while (_inbox.Take(ref _batch, _commands, _compactions, mayWait: !HasBackgroundWork))
        {
            try
            {
                Commit(file);
                RunCommands(file);
                RunBackground(file);
            }
            catch (Exception error)
            {
                // What SQLite or the disk says is for the writes' callers; the thread has none.
                Fail(Translate(error));
                RunCommands(file);
            }

            _batch.Clear();
        }

        CloseStores(new StoreUnavailableException("the database is closed."));
    }

    private void Commit(SqliteFile file)
    {
        if (_batch.Count == 0 || _failure is not null)
        {
            return;
        }

        file.Begin();
        foreach (var (journal, written) in _batch)
        {
            if (!journal.IsDropped)
            {
                file.Insert(journal.Space, written);
                Touch(journal, written.Revision);
            }
        }

        file.Commit();
        foreach (var journal in _touched)
        {
            journal.Store.Complete(journal.Written);
            journal.Written = 0;
        }

        _touched.Clear();
    }

    private void Touch(SqliteJournal journal, long revision)
    {
        if (journal.Written == 0)
        {
            _touched.Add(journal);
        }

        journal.Written = revision;
    }

    private void RunCommands(SqliteFile file)
    {
        while (_commands.TryDequeue(out var command))
        {
            if (_failure is not null)
            {
                command.SetException(_failure);
                continue;
            }

            try
            {
                command.SetResult(command.Run(file));
            }
            catch (Exception error)
            {
                command.SetException(Translate(error));
            }
        }
    }

    // One bite at a time, so that a write never waits long behind it.
    private void RunBackground(SqliteFile file)
    {
        if (!HasBackgroundWork)
        {
            _compactions.Clear();
            return;
        }

        file.Begin();
        if (_compactions.TryDequeue(out var journal))
        {
            if (!journal.IsDropped)
            {
                journal.DeleteBite(file);
            }
        }
        else if (file.DeleteDroppedBite(_dropped.Peek(), SqliteJournal.Bite))
        {
            _dropped.Dequeue();
        }

        file.Commit();
        if (journal is { HasGarbage: true, IsDropped: false })
        {
            _compactions.Enqueue(journal);
        }
    }

    private void Fail(StoreException error)
    {
        _failure = error as StoreUnavailableException ?? new StoreUnavailableException(error.Message, error);
        CloseStores(_failure);
    }

    private void CloseStores(StoreUnavailableException reason)
    {
        foreach (var journal in _open)
        {
            journal.Store.Fail(reason);
        }
    }

    private StoreException Translate(Exception error) => error switch
    {
        StoreException known => known,
        SqliteException sqlite => SqliteErrors.Translate(sqlite, path),
        _ => new StoreUnavailableException($"{path}: {error.Message}", error),
    };
}

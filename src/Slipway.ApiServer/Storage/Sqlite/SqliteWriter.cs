using Microsoft.Data.Sqlite;
using Slipway.ApiServer.Storage.Encryption;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// The only thread that touches the file. It writes all that has come in as one transaction; while that goes to disk the next
/// batch collects. When the disk is full the writes under way fail and the next ones are tried. After any other failure nobody knows
/// what is on disk: everything under way fails, every space turns read-only.
/// </summary>
internal sealed class SqliteWriter(string path, EncryptionRules encryption, int maxPages, WrittenMark mark)
{
    private readonly WriterInbox _inbox = new();
    private readonly List<SqliteJournal> _open = [];
    private readonly Queue<WriterCommand> _commands = new();
    private readonly Queue<SqliteJournal> _compactions = new();
    private readonly Queue<long> _dropped = new();
    private readonly Queue<CopyJob> _copies = new();
    private readonly List<SqliteJournal> _touched = [];
    private readonly TaskCompletionSource<List<SpaceRecord>> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<QueuedWrite> _batch = [];
    private StoreUnavailableException? _failure;
    private bool _backgroundWaits;

    private bool HasBackgroundWork => _failure is null && !_backgroundWaits && (_compactions.Count + _dropped.Count + _copies.Count > 0);

    /// <summary>Starts the thread.</summary>
    /// <returns>The key spaces in the file, once it is open.</returns>
    public Task<List<SpaceRecord>> StartAsync()
    {
        new Thread(Main) { IsBackground = true, Name = "slipway-store" }.Start();
        return _started.Task;
    }

    public void Write(QueuedWrite write) => _inbox.Write(write);

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

    /// <summary>Makes a copy between the batches. Called from a command.</summary>
    public void Copy(CopyJob job) => _copies.Enqueue(job);

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
            using var file = SqliteFile.Open(path, encryption, maxPages, mark.Read());
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
                Recover(file, error);
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
        foreach (var write in _batch)
        {
            if (write.IsWanted)
            {
                Touch(write.Journal, write.Event.Revision);
                file.Insert(write.Journal.Space, write.Event);
            }
        }

        file.Commit();
        if (_touched is [.., var last])
        {
            mark.TryWrite(last.Space, last.Written);
        }

        _backgroundWaits = false;
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
                var told = Translate(error);
                if (told is StoreCorruptException)
                {
                    file.KeepLog(true);
                }

                command.SetException(told);
            }
        }
    }

    // One bite at a time, so that a write never waits long behind it.
    private void RunBackground(SqliteFile file)
    {
        if (!HasBackgroundWork)
        {
            return;
        }

        if (_copies.TryPeek(out var job))
        {
            if (job.Step(file, Translate))
            {
                _copies.Dequeue();
            }

            return;
        }

        // What fails is tried again after the next commit, not at once.
        _backgroundWaits = true;
        if (_compactions.TryPeek(out var journal))
        {
            CompactBite(file, journal);
        }
        else
        {
            file.Begin();
            var isGone = file.DeleteDroppedBite(_dropped.Peek(), SqliteJournal.Bite);
            file.Commit();
            if (isGone)
            {
                _dropped.Dequeue();
            }
        }

        _backgroundWaits = false;
    }

    private void CompactBite(SqliteFile file, SqliteJournal journal)
    {
        if (!journal.IsDropped)
        {
            file.Begin();
            journal.DeleteBite(file);
            file.Commit();
            journal.EndBite();
        }

        _compactions.Dequeue();
        if (journal is { HasGarbage: true, IsDropped: false })
        {
            _compactions.Enqueue(journal);
        }
    }

    private void Recover(SqliteFile file, Exception error)
    {
        var reason = Translate(error);
        if (_failure is null && error is SqliteException sqlite && SqliteErrors.IsPassing(sqlite))
        {
            try
            {
                file.Rollback();
                RejectTouched((StoreUnavailableException)reason);
                return;
            }
            catch (SqliteException e)
            {
                reason = Translate(e);
            }
        }

        _failure = reason as StoreUnavailableException ?? new StoreUnavailableException(reason.Message, reason);
        CloseStores(_failure);
    }

    private void RejectTouched(StoreUnavailableException reason)
    {
        foreach (var journal in _touched)
        {
            journal.Store.Reject(reason);
            journal.Written = 0;
        }

        _touched.Clear();
    }

    private void CloseStores(StoreUnavailableException reason)
    {
        while (_copies.TryDequeue(out var job))
        {
            job.Abandon(reason);
        }

        foreach (var journal in _open)
        {
            journal.Store.Fail(reason);
        }
    }

    private StoreException Translate(Exception error) => error switch
    {
        StoreException known => known,
        SqliteException sqlite => SqliteErrors.Translate(sqlite, path),
        UnauthorizedAccessException => SqliteErrors.NotWritable(path, error),
        _ => new StoreUnavailableException($"{path}: {error.Message}", error),
    };
}

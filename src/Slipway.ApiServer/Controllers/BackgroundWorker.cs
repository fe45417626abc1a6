using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Controllers;

/// <summary>
/// What one engine does on its own accord: pieces of work about objects, each done once however often it is posted before it begins. The
/// work reads the store again, so it may be done late, twice or after a restart.
/// </summary>
internal abstract class BackgroundWorker(EngineBackground background)
{
    private readonly HashSet<(JanitorWork Work, StoreKey Key)> _posted = [];
    private readonly HashSet<(JanitorWork Work, StoreKey Key)> _later = [];

    public async ValueTask RunAsync(JanitorTask task, CancellationToken cancellationToken)
    {
        lock (_posted)
        {
            _posted.Remove((task.Work, task.Key));
        }

        try
        {
            await DoAsync(task.Work, task.Key, cancellationToken);
        }
        catch (KubeApiException e) when (e.IsConflict || e.IsNotFound)
        {
            // The object has changed since it was read: look again. An object that is gone will need nothing.
            if (e.IsConflict)
            {
                Post(task.Work, task.Key);
            }
        }
    }

    /// <summary>The time of work that was posted for later has come.</summary>
    public void PostDue(JanitorTask task)
    {
        lock (_posted)
        {
            _later.Remove((task.Work, task.Key));
        }

        Post(task.Work, task.Key);
    }

    protected abstract ValueTask DoAsync(JanitorWork work, StoreKey key, CancellationToken cancellationToken);

    protected void Post(JanitorWork work, StoreKey key)
    {
        lock (_posted)
        {
            if (!_posted.Add((work, key)))
            {
                return;
            }
        }

        background.Post(new JanitorTask(this, work, key));
    }

    /// <summary>Posts work at a time; work that waits already is done at the time it was first posted for.</summary>
    protected void PostAt(DateTimeOffset due, JanitorWork work, StoreKey key, TimeProvider time)
    {
        lock (_posted)
        {
            if (!_later.Add((work, key)))
            {
                return;
            }
        }

        background.PostAt(due, new JanitorTask(this, work, key), time);
    }
}

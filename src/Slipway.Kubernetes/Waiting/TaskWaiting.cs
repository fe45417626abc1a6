namespace Slipway.Kubernetes.Waiting;

/// <summary>Ways to wait that pass nothing on by the thread pool where the caller has a context to come back to.</summary>
public static class TaskWaiting
{
    /// <summary>Waits for a task, but no longer than its limit.</summary>
    /// <param name="task">The task. It goes on when the waiting ends.</param>
    /// <param name="limit">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="time">The clock of that.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether the task has completed.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static async Task<bool> CompletesWithinAsync(this Task task, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        // A limit that passes is nothing to be thrown for: loops wait here, all the time.
        await Follow(task).WaitAsync(WholeMilliseconds(limit), time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (task.IsCompleted)
        {
            await task;
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>Waits for all of some tasks.</summary>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static Task CompleteAsync(this IEnumerable<Task> tasks, CancellationToken cancellationToken)
    {
        return AllAsync([.. tasks]).WaitAsync(cancellationToken);

        static async Task AllAsync(Task[] tasks)
        {
            foreach (var task in tasks)
            {
                await task;
            }
        }
    }

    // Timers count whole milliseconds: less than one would be none, and who waits again for the rest would spin.
    private static TimeSpan WholeMilliseconds(TimeSpan limit) => TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds));

    // WaitAsync of a task that runs its continuations asynchronously would hear of its end on the thread pool.
    private static async Task Follow(Task task) => await task;
}

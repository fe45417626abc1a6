namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>
/// The threads of the pool as the kernel sees them. One that has something to do but no processor, as on a busy machine, is neither pending work
/// nor completed: only the kernel knows.
/// </summary>
internal static class PoolThreads
{
    private const string Tasks = "/proc/self/task";
    private const string Name = "(.NET TP Worker) ";

    /// <summary>Whether none of them has anything to do. Where the kernel does not tell, what waits for a thread is all that counts.</summary>
    public static bool AreIdle() =>
        ThreadPool.PendingWorkItemCount == 0 && (!Directory.Exists(Tasks) || !Directory.EnumerateDirectories(Tasks).Any(IsRunning));

    private static bool IsRunning(string thread)
    {
        try
        {
            var state = File.ReadAllText(Path.Combine(thread, "stat"));
            var name = state.IndexOf(Name, StringComparison.Ordinal);
            return name >= 0 && state[name + Name.Length] == 'R';
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return false;
        }
    }
}

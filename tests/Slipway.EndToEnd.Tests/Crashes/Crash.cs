using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>The death of a program at one of its writes to API servers. Events do not count: they are news, not state.</summary>
/// <param name="write">At which write, counted from 1.</param>
/// <param name="moment">Where in it.</param>
internal sealed class Crash(int write, CrashMoment moment)
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;

    /// <summary>Completes when the program has died.</summary>
    public Task Happened => _happened.Task;

    /// <summary>How many writes there were.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>What died with the program, in words.</summary>
    public string At { get; private set; } = "";

    /// <summary>Makes a write, if the program still lives, and lets it die there if that is the one.</summary>
    public async Task<T> WriteAsync<T>(string verb, ResourceType type, ObjectKey key, Func<Task<T>> commit)
    {
        ThrowIfDead();
        if (type == BuiltInTypes.Event || Interlocked.Increment(ref _writes) != write)
        {
            var answer = await commit();
            ThrowIfDead();
            return answer;
        }

        At = $"write {write}, {moment}: {verb} {type.Plural} {key}";
        if (moment == CrashMoment.AfterCommit)
        {
            // Whatever the answer is, nobody reads it.
            await ((Task)commit()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _happened.SetResult();
        throw Dead();
    }

    /// <summary>The dead read nothing.</summary>
    public void ThrowIfDead()
    {
        if (_happened.Task.IsCompleted)
        {
            throw Dead();
        }
    }

    private IOException Dead() => new($"the program has died at {At}");
}

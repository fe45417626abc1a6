using System.Collections.Concurrent;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>The death of a program at one of its writes to API servers. Events do not count: they are news, not state.</summary>
/// <param name="write">At which write, counted from 1.</param>
/// <param name="moment">Where in it.</param>
/// <param name="versions">The versions that earlier lives wrote, to be passed on from life to life: then what changes nothing does not
/// count as a write; null to count every request.</param>
internal sealed class Crash(int write, CrashMoment moment, ConcurrentDictionary<string, string>? versions = null)
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;

    /// <summary>Completes when the program has died.</summary>
    public Task Happened => _happened.Task;

    /// <summary>At what the program died, in words.</summary>
    public string At { get; private set; } = "";

    /// <summary>Lets the program live on.</summary>
    /// <returns>False when it has died already.</returns>
    public async Task<bool> TrySpareAsync()
    {
        if (Interlocked.Exchange(ref _writes, int.MinValue) < write)
        {
            return true;
        }

        await _happened.Task;
        return false;
    }

    /// <summary>Makes a write, if the program still lives, and lets it die there if that is the one.</summary>
    public async Task<T> WriteAsync<T>(string verb, ResourceType type, ObjectKey key, Func<Task<T>> commit)
    {
        ThrowIfDead();
        if (moment == CrashMoment.BeforeCommit && IsTheOne(type))
        {
            throw Die(verb, type, key);
        }

        T answer;
        try
        {
            answer = await commit();
        }
        catch (Exception) when (moment == CrashMoment.AfterCommit && versions is null && IsTheOne(type))
        {
            // Whatever the answer is, nobody reads it.
            throw Die(verb, type, key);
        }

        ThrowIfDead();
        return moment == CrashMoment.AfterCommit && Changed(type, key, answer) && IsTheOne(type) ? throw Die(verb, type, key) : answer;
    }

    /// <summary>The dead read nothing.</summary>
    public void ThrowIfDead()
    {
        if (_happened.Task.IsCompleted)
        {
            throw Dead();
        }
    }

    private bool IsTheOne(ResourceType type) => type != BuiltInTypes.Event && Interlocked.Increment(ref _writes) == write;

    private bool Changed<T>(ResourceType type, ObjectKey key, T answer)
    {
        if (versions is null || answer is not KubeObject written)
        {
            return true;
        }

        var name = $"{type.Plural}/{key}";
        var known = versions.TryGetValue(name, out var before) && before == written.Metadata.ResourceVersion;
        versions[name] = written.Metadata.ResourceVersion;
        return !known;
    }

    private IOException Die(string verb, ResourceType type, ObjectKey key)
    {
        At = $"write {write}, {moment}: {verb} {type.Plural} {key}";
        _happened.SetResult();
        return Dead();
    }

    private IOException Dead() => new($"the program has died at {At}");
}

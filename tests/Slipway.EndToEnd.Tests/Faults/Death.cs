using System.Collections.Concurrent;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>All controllers die at a write.</summary>
/// <param name="fault">At which, and where in it.</param>
/// <param name="versions">The versions that earlier lives wrote, to be passed on from life to life: then what changes nothing does not
/// count as a write; null to count every request.</param>
internal sealed class Death(Fault fault, ConcurrentDictionary<string, string>? versions = null) : Injection(fault.Of)
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _told;

    // A task of its own: whoever waits for this or something else would hear of the other one on the thread pool.
    public override Task Died => _told ??= TellAsync();

    private bool ComesAfter => fault.Kind == FaultKind.DeathAfterCommit;

    public override async Task<T> WriteAsync<T>(WriteRequest request, Func<Task<T>> commit)
    {
        ThrowIfDead();
        if (!ComesAfter && Counts(request) == fault.Write)
        {
            throw Die(request);
        }

        T answer;
        try
        {
            answer = await commit();
        }
        catch (Exception) when (ComesAfter && versions is null && Counts(request) == fault.Write)
        {
            // Whatever the answer is, nobody reads it.
            throw Die(request);
        }

        ThrowIfDead();
        return ComesAfter && Changed(request, answer) && Counts(request) == fault.Write ? throw Die(request) : answer;
    }

    public override void ThrowIfDead()
    {
        if (_died.Task.IsCompleted)
        {
            throw Dead();
        }
    }

    private bool Changed<T>(WriteRequest request, T answer)
    {
        if (versions is null || answer is not KubeObject written)
        {
            return true;
        }

        var name = $"{request.Type.Plural}/{request.Key}";
        var known = versions.TryGetValue(name, out var before) && before == written.Metadata.ResourceVersion;
        versions[name] = written.Metadata.ResourceVersion;
        return !known;
    }

    private async Task TellAsync() => await _died.Task;

    private IOException Die(WriteRequest request)
    {
        Happened = $"{fault}: {request}";
        _died.SetResult();
        return Dead();
    }

    private IOException Dead() => new($"the program has died, {Happened}");
}

using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>All watches break before a write.</summary>
internal sealed class BrokenWatches(Fault fault) : Injection(fault.Of)
{
    private readonly CancellationTokenSource _break = new();
    private readonly ConcurrentDictionary<GroupVersionKind, bool> _broken = new();

    public override async Task<T> WriteAsync<T>(WriteRequest request, Func<Task<T>> commit)
    {
        if (Counts(request) == fault.Write)
        {
            Happened = $"{fault}: {request}";
            _break.Cancel();
        }

        return await commit();
    }

    public override async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, Func<CancellationToken, IAsyncEnumerable<WatchEvent>> watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_break.IsCancellationRequested)
        {
            if (_broken.TryRemove(type.Kind, out _) && fault.Kind == FaultKind.WatchExpired)
            {
                throw new KubeApiException(new KubeStatus((int)HttpStatusCode.Gone, StatusReason.Expired, "too old resource version"));
            }

            await foreach (var change in watch(cancellationToken))
            {
                yield return change;
            }

            yield break;
        }

        _broken[type.Kind] = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _break.Token);
        await using var changes = watch(end.Token).GetAsyncEnumerator(end.Token);
        while (await NextAsync(changes, cancellationToken))
        {
            yield return changes.Current;
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<WatchEvent> changes, CancellationToken cancellationToken)
    {
        try
        {
            return !_break.IsCancellationRequested && await changes.MoveNextAsync() ? true : throw Broken();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken();
        }
    }

    private static IOException Broken() => new("the connection of the watch broke");
}

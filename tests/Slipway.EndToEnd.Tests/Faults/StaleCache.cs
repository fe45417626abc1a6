using System.Runtime.CompilerServices;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Waiting;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>From a write on, and this one included, the watches of the written kind tell nothing for a while.</summary>
/// <param name="fault">At which write, and whether its answer is lost too.</param>
/// <param name="time">The clock of the longest while.</param>
internal sealed class StaleCache(Fault fault, TimeProvider time) : Injection(fault.Of)
{
    // How many more writes the controllers make on what they see of old, and how long they wait for news at most: longer than a
    // controller waits for what it wrote itself.
    private static readonly int[] MoreWrites = [3, 8, 20];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ResourceType? _held;

    public override async Task<T> WriteAsync<T>(WriteRequest request, Func<Task<T>> commit)
    {
        var number = Counts(request);
        if (number == fault.Write)
        {
            Happened = $"{fault}: {request}";
            _held = request.Type;
            _ = EndAsync();
            if (fault.Kind == FaultKind.UnseenWrite)
            {
                await ((Task)commit()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                throw new HttpRequestException("the connection broke before the answer came");
            }
        }

        var answer = await commit();
        if (number >= fault.Write + MoreWrites[fault.Write % MoreWrites.Length])
        {
            _over.TrySetResult();
        }

        return answer;
    }

    public override async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, Func<CancellationToken, IAsyncEnumerable<WatchEvent>> watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in watch(cancellationToken))
        {
            if (_held?.Kind == type.Kind)
            {
                await _over.Task.CompletesWithinAsync(Longest, time, cancellationToken);
            }

            yield return change;
        }
    }

    private async Task EndAsync()
    {
        await Task.Delay(Longest, time);
        _over.TrySetResult();
    }
}

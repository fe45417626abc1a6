using System.Threading.Channels;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>Hands the passes to the test one by one.</summary>
internal sealed class TraceLog : IReconcileObserver
{
    private readonly Channel<ReconcileTrace> _traces = Channel.CreateUnbounded<ReconcileTrace>();

    public void PassStarted(string controller, ObjectKey key)
    {
    }

    public void PassFinished(ReconcileTrace trace) => _traces.Writer.TryWrite(trace);

    public Task<ReconcileTrace> Next() => Next(static _ => true);

    public async Task<ReconcileTrace> Next(Func<ReconcileTrace, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var trace = await _traces.Reader.ReadAsync(limit.Token);
            if (wanted(trace))
            {
                return trace;
            }
        }
    }

    /// <summary>A pass that found nothing to do.</summary>
    public Task<ReconcileTrace> Settled() => Next(t => t is { Effects: [], StatusWritten: false, WasStale: false, FailureCode: null });

    public bool IsEmpty => !_traces.Reader.TryPeek(out _);
}

using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Metrics;
using Slipway.Kubernetes.Client;

namespace Slipway.ControllerRuntime.Events;

/// <summary>
/// Writes events in the background. A burst of the same event becomes one write; what does not fit in the channel, or what one
/// object has too many of, is dropped and counted.
/// </summary>
internal sealed class EventRecorder(IKubeClient client, TimeProvider time, RuntimeMetrics metrics, ILogger<EventRecorder> logger)
    : IEventRecorder
{
    private const int Capacity = 1024;

    private readonly Channel<EventNote> _notes = Channel.CreateBounded<EventNote>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly EventSeries _series = new(client, time);
    private readonly EventBudget _budget = new();

    public void Record(EventNote note)
    {
        if (!_notes.Writer.TryWrite(note))
        {
            metrics.DroppedEvent();
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var burst = new List<EventNote>();
        try
        {
            while (await _notes.Reader.WaitToReadAsync(stop))
            {
                while (burst.Count < Capacity && _notes.Reader.TryRead(out var note))
                {
                    burst.Add(note);
                }

                foreach (var same in burst.GroupBy(EventIdentity.Of))
                {
                    if (_budget.TryTake(same.Key, time.GetUtcNow()))
                    {
                        await WriteAsync(same.Key, same.Last(), same.Count(), stop);
                    }
                    else
                    {
                        metrics.DroppedEvent();
                    }
                }

                burst.Clear();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop: events not written yet are lost, as events may be.
        }
    }

    private async Task WriteAsync(EventIdentity identity, EventNote note, int times, CancellationToken stop)
    {
        try
        {
            await _series.WriteAsync(identity, note, times, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            logger.NotWritten(note.Reason, note.Regarding.Key, e.Message);
        }
    }
}

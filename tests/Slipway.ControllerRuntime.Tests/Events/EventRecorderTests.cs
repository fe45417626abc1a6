using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Events;
using Slipway.ControllerRuntime.Metrics;
using Slipway.ControllerRuntime.Tests.Fakes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Events;

public sealed class EventRecorderTests : IAsyncDisposable
{
    private readonly FakeKubeServer _server = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly RuntimeMetrics _metrics = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly EventRecorder _recorder;
    private Task _running = Task.CompletedTask;

    public EventRecorderTests() => _recorder = new EventRecorder(_server, _time, _metrics, NullLogger<EventRecorder>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _metrics.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Record_SameEventAgain_RaisesTheCountOfTheFirst()
    {
        var written = new EventWatch(_server);
        var regarding = await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        Record(regarding, "Created");
        Start();
        var first = await written.Next(Token);
        Assert.Equal($"d.{_time.GetUtcNow().ToUnixTimeSeconds() * 1_000_000_000:x}", first.Metadata.Name);
        _time.Advance(TimeSpan.FromSeconds(7));
        Record(regarding, "Created");
        var second = (await written.Next(Token)).To(BuiltInTypes.Event.Json);
        Assert.Equal((first.Metadata.Name, 2), (second.Metadata.Name, second.Count));
        Assert.Equal(TimeSpan.FromSeconds(7), second.LastTimestamp - second.FirstTimestamp);
        Assert.Equal(("test-controller", "test-controller"), (second.Source.Component, second.ReportingComponent));
        Assert.Equal(("Deployment", "d", regarding.Metadata.Uid), (second.InvolvedObject.Kind, second.InvolvedObject.Name, second.InvolvedObject.Uid));
    }

    [Fact]
    public async Task Record_BurstOfOneEvent_IsOneWrite()
    {
        var written = new EventWatch(_server);
        var regarding = await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        for (var i = 0; i < 5; i++)
        {
            Record(regarding, "Created");
        }

        Record(regarding, "Other");
        Start();
        Assert.Equal(5, (await written.Next(Token)).To(BuiltInTypes.Event.Json).Count);
        Assert.Equal("Other", (await written.Next(Token)).To(BuiltInTypes.Event.Json).Reason);
    }

    [Fact]
    public async Task Record_ManyEventsOfOneObject_AreToldUpToABudgetThatRefills()
    {
        var written = new EventWatch(_server);
        var regarding = await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        var other = await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("e", 1));
        for (var i = 0; i < 30; i++)
        {
            Record(regarding, $"Created{i}");
        }

        Record(other, "Created");
        Start();
        for (var i = 0; i < 25; i++)
        {
            Assert.Equal($"Created{i}", (await written.Next(Token)).To(BuiltInTypes.Event.Json).Reason);
        }

        Assert.Equal("e", (await written.Next(Token)).To(BuiltInTypes.Event.Json).InvolvedObject.Name);
        _time.Advance(TimeSpan.FromMinutes(5));
        Record(regarding, "Later");
        Assert.Equal("Later", (await written.Next(Token)).To(BuiltInTypes.Event.Json).Reason);
    }

    [Fact]
    public async Task Record_MoreThanFits_IsDroppedAndCounted()
    {
        var dropped = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "slipway.events.dropped")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref dropped, value));
        listener.Start();
        var regarding = await _server.Seed(BuiltInTypes.Deployment, Objects.Deployment("d", 1));
        for (var i = 0; i < 1030; i++)
        {
            Record(regarding, $"R{i}");
        }

        Assert.Equal(6, dropped);
    }

    private void Start() => _running = _recorder.RunAsync(_stop.Token);

    private void Record(KubeObject regarding, string reason) =>
        _recorder.Record(new EventNote("test-controller", BuiltInTypes.Deployment, regarding, "Normal", reason, "a message"));

    private sealed class EventWatch(FakeKubeServer server)
    {
        private readonly IAsyncEnumerator<WatchEvent> _events = server
            .WatchAsync(BuiltInTypes.Event, null, new WatchOptions { ResourceVersion = "0" }, CancellationToken.None).GetAsyncEnumerator();

        public async Task<KubeObject> Next(CancellationToken cancellationToken)
        {
            await _events.MoveNextAsync().AsTask().WaitAsync(cancellationToken);
            return _events.Current.Object;
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.ApiServer.Metrics;

/// <summary>How admission webhooks answered and how long they took, under kube-apiserver's names.</summary>
internal sealed class WebhookMetrics : IMetricSource
{
    private const string Durations = "apiserver_admission_webhook_admission_duration_seconds";
    private const string Requests = "apiserver_admission_webhook_request_total";
    private const string Rejections = "apiserver_admission_webhook_rejection_count";

    // Names are whoever's who configures webhooks: beyond that many series nothing new is counted.
    private const int MaxSeries = 2000;

    private static readonly ImmutableArray<double> Bounds = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 10, 25];

    private readonly ConcurrentDictionary<WebhookCall, long> _calls = new();
    private readonly ConcurrentDictionary<(string Name, string Type, string Operation, bool Rejected), DurationSeries> _durations = new();

    /// <summary>Counts a call that has ended.</summary>
    /// <param name="call">What was called, and how it ended.</param>
    /// <param name="seconds">How long it took.</param>
    public void Record(WebhookCall call, double seconds)
    {
        if (_calls.Count < MaxSeries || _calls.ContainsKey(call))
        {
            _calls.AddOrUpdate(call, 1, static (_, count) => count + 1);
            _durations.GetOrAdd((call.Name, call.Type, call.Operation, call.Rejected), static _ => new DurationSeries(Bounds)).Record(seconds);
        }
    }

    public void Write(MetricText text)
    {
        text.Begin(Durations, "histogram", "How long admission webhooks took, by name, type and operation.");
        foreach (var (key, series) in _durations)
        {
            series.Write(
                text, Durations, ("name", key.Name), ("operation", key.Operation), ("rejected", Text(key.Rejected)), ("type", key.Type));
        }

        text.Begin(Requests, "counter", "Calls of admission webhooks, by name, type, operation and HTTP code.");
        foreach (var calls in _calls.GroupBy(c => c.Key with { ErrorType = "" }))
        {
            var key = calls.Key;
            text.Sample(
                Requests, calls.Sum(c => c.Value), ("code", Text(key.Code)), ("name", key.Name), ("operation", key.Operation),
                ("rejected", Text(key.Rejected)), ("type", key.Type));
        }

        text.Begin(Rejections, "counter", "Requests that admission webhooks refused, or that were refused since one could not be asked.");
        foreach (var (key, count) in _calls.Where(c => c.Key.Rejected))
        {
            text.Sample(
                Rejections, count, ("error_type", key.ErrorType), ("name", key.Name), ("operation", key.Operation),
                ("rejection_code", Text(key.Code)), ("type", key.Type));
        }
    }

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Concurrent;
using System.Globalization;

namespace Slipway.ApiServer.Metrics;

/// <summary>The figures of an API server's requests, under kube-apiserver's names.</summary>
internal sealed class RequestMetrics : IMetricSource
{
    // Paths are the clients' to choose: beyond that many sorts what comes is counted as one.
    private const int MaxSeries = 2000;

    private static readonly RequestKey Other = new("other", new("", "", ""), "");

    private readonly ConcurrentDictionary<RequestKey, RequestSeries> _series = new();

    public RequestSeries Of(RequestKey key)
    {
        if (_series.TryGetValue(key, out var known))
        {
            return known;
        }

        return _series.Count < MaxSeries ? _series.GetOrAdd(key, _ => new RequestSeries()) : _series.GetOrAdd(Other, _ => new RequestSeries());
    }

    public void Write(MetricText text)
    {
        var all = _series.Select(s => (s.Key, s.Value, Read: s.Value.Read())).ToList();
        text.Begin("apiserver_request_total", "counter", "Requests by verb, resource, scope and HTTP response code.");
        foreach (var (key, _, read) in all)
        {
            foreach (var (code, count) in read.Codes)
            {
                text.Sample("apiserver_request_total", count, [
                    .. LabelsOf(key), ("code", code.ToString(CultureInfo.InvariantCulture)), ("dry_run", key.DryRun), ("system_client", ""),
                ]);
            }
        }

        text.Begin("apiserver_request_duration_seconds", "histogram", "How long requests took, by verb, resource and scope.");
        foreach (var (key, _, read) in all)
        {
            DurationSeries.Write(
                text, "apiserver_request_duration_seconds", RequestSeries.Bounds, read.Buckets, read.Seconds, [.. LabelsOf(key), ("dry_run", key.DryRun)]);
        }

        text.Begin("apiserver_longrunning_requests", "gauge", "Watches and connections that are open.");
        foreach (var (key, series, _) in all.Where(s => s.Value.Active > 0))
        {
            text.Sample("apiserver_longrunning_requests", series.Active, LabelsOf(key));
        }

        text.Begin("apiserver_watch_events_total", "counter", "Events sent to watches.");
        foreach (var watched in all.Where(s => s.Value.Events > 0).GroupBy(s => s.Key.Resource))
        {
            text.Sample(
                "apiserver_watch_events_total",
                watched.Sum(s => s.Value.Events),
                ("group", watched.Key.Group),
                ("version", watched.Key.Version),
                ("resource", watched.Key.Plural));
        }
    }

    private static (string Name, string Value)[] LabelsOf(RequestKey key) =>
    [
        ("verb", key.Verb), ("group", key.Resource.Group), ("version", key.Resource.Version), ("resource", key.Resource.Plural),
        ("subresource", key.Resource.Subresource), ("scope", key.Scope), ("component", key.Resource.Plural.Length > 0 ? "apiserver" : ""),
    ];
}

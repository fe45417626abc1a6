using System.Diagnostics.Metrics;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Tests.Http;

public sealed class MetricsTests
{
    [Fact]
    public async Task Requests_AreCounted_ByWhatTheyAreAndHowTheyEnd()
    {
        await using var front = await FrontFixture.StartAsync(o => o with { Metrics = [new ProcessMetrics()] });
        await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps/a");
        await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps/b");
        await front.SendAsync("POST", "/api/v1/namespaces/ns/configmaps", "{}", "application/json");
        await front.SendAsync("POST", "/api/v1/namespaces/ns/configmaps?dryRun=All", "{}", "application/json");
        await front.SendAsync("GET", "/api/v1/configmaps?limit=x");
        front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Added, ScriptedEngine.ConfigMap));
        front.Engine.Events.Writer.Complete();
        await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps?watch=1");

        var (code, text, response) = await front.SendAsync("GET", "/metrics");

        Assert.Equal((200, "text/plain"), (code, response.Content.Headers.ContentType?.MediaType));
        const string resource = "group=\"\",version=\"v1\",resource=\"configmaps\",subresource=\"\"";
        Has("apiserver_request_total{verb=\"GET\"," + resource + ",scope=\"resource\",component=\"apiserver\",code=\"200\",dry_run=\"\",system_client=\"\"} 2");
        Has("apiserver_request_total{verb=\"POST\"," + resource + ",scope=\"namespace\",component=\"apiserver\",code=\"201\",dry_run=\"\",system_client=\"\"} 1");
        Has("apiserver_request_total{verb=\"POST\"," + resource + ",scope=\"namespace\",component=\"apiserver\",code=\"201\",dry_run=\"All\",system_client=\"\"} 1");
        Has("apiserver_request_total{verb=\"LIST\"," + resource + ",scope=\"cluster\",component=\"apiserver\",code=\"400\",dry_run=\"\",system_client=\"\"} 1");
        Has("apiserver_request_total{verb=\"WATCH\"," + resource + ",scope=\"namespace\",component=\"apiserver\",code=\"200\",dry_run=\"\",system_client=\"\"} 1");
        Has("apiserver_request_duration_seconds_count{verb=\"GET\"," + resource + ",scope=\"resource\",component=\"apiserver\",dry_run=\"\"} 2");
        Has("apiserver_request_duration_seconds_bucket{verb=\"GET\"," + resource + ",scope=\"resource\",component=\"apiserver\",dry_run=\"\",le=\"+Inf\"} 2");
        Has("apiserver_watch_events_total{group=\"\",version=\"v1\",resource=\"configmaps\"} 1");
        Has("apiserver_current_inflight_requests{request_kind=\"readOnly\"} 1");
        Has("# TYPE process_cpu_seconds_total counter");
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(@"^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? \S+)$", line));

        void Has(string line) => Assert.Contains(line + "\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AreForThoseWhoMay()
    {
        await using var front = await FrontFixture.StartAsync();
        using var nobody = front.CreateClient(front.Pki.IssueClient("bob", "dev"));

        Assert.Equal(403, (await front.SendAsync("GET", "/metrics", client: nobody)).Code);
    }

    [Fact]
    public void Paths_OfAnyNumber_DoNotMakeAsManySeries()
    {
        var metrics = new RequestMetrics();
        for (var i = 0; i < 5000; i++)
        {
            metrics.Of(new RequestKey("GET", new("", "v1", $"r{i}"), "cluster")).Record(404, 0.001);
        }

        var text = new MetricText();
        metrics.Write(text);

        Assert.Contains("apiserver_request_total{verb=\"other\",", text.ToString(), StringComparison.Ordinal);
        Assert.InRange(text.ToString().Split("apiserver_request_total{").Length, 2000, 2003);
    }

    [Fact]
    public async Task Storage_TellsHowManyObjectsThereAre()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.ConfigMap("a"));
        var text = new MetricText();

        fixture.Server.Metrics.Write(text);

        Assert.Contains("apiserver_storage_objects{resource=\"deployments.apps\"} 0\n", text.ToString(), StringComparison.Ordinal);
        Assert.Matches("apiserver_storage_objects\\{resource=\"configmaps\"\\} [1-9]", text.ToString());
    }

    [Fact]
    public async Task Meters_AreHeardFromTheFirstQuestionOn()
    {
        using var meter = new Meter("Slipway.Test.Meters");
        var passes = meter.CreateCounter<long>("slipway.reconcile.passes", "{pass}", "Passes.");
        var durations = meter.CreateHistogram<double>("slipway.reconcile.duration", "s", "Time.");
        meter.CreateObservableGauge("slipway.queue.depth", () => new Measurement<int>(7, new KeyValuePair<string, object?>("controller", "a\"b\n")), "{key}", "Keys.");
        meter.CreateObservableGauge("slipway.queue.depth", () => new Measurement<int>(8, new KeyValuePair<string, object?>("controller", "c")), "{key}", "Keys.");
        var waits = meter.CreateHistogram<double>(
            "slipway.wait", "s", "Time.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        await using var metrics = new MeterMetrics("Slipway.Test.");
        passes.Add(1);
        Assert.Contains("slipway_queue_depth{controller=\"a\\\"b\\n\"} 7\n", Read(), StringComparison.Ordinal);

        passes.Add(2, new KeyValuePair<string, object?>("controller", "x"));
        waits.Record(0.5);
        durations.Record(0.5);
        durations.Record(1);

        var text = Read();
        Assert.Contains("slipway_reconcile_passes_total{controller=\"x\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("slipway_reconcile_duration_seconds_sum 1.5\nslipway_reconcile_duration_seconds_count 2\n", text, StringComparison.Ordinal);

        Assert.Contains(
            "# TYPE slipway_wait_seconds histogram\nslipway_wait_seconds_bucket{le=\"0.1\"} 0\nslipway_wait_seconds_bucket{le=\"1\"} 1\n"
                + "slipway_wait_seconds_bucket{le=\"+Inf\"} 1\nslipway_wait_seconds_sum 0.5\nslipway_wait_seconds_count 1\n",
            text,
            StringComparison.Ordinal);

        // Two instruments of one name are one metric: a second header would not be the format.
        Assert.Equal(2, text.Split("# HELP slipway_queue_depth ").Length);
        Assert.Contains("slipway_queue_depth{controller=\"c\"} 8\n", text, StringComparison.Ordinal);

        string Read()
        {
            var read = new MetricText();
            metrics.Write(read);
            return read.ToString();
        }
    }
}

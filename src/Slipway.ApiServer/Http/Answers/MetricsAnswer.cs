using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Fairness;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Metrics;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Counts requests, and tells that and all other figures at <c>/metrics</c>.</summary>
internal sealed class MetricsAnswer(FairQueue reads, FairQueue writes, IReadOnlyList<IMetricSource> sources)
{
    private const string Path = "/metrics";

    private readonly RequestMetrics _requests = new();

    /// <summary>The figures of requests like this one.</summary>
    public RequestSeries SeriesOf(HttpContext context, Exchange exchange) => _requests.Of(new RequestKey(
        VerbOf(exchange.Verb, context.Request),
        exchange.Path.IsResource ? exchange.Path.Resource : new("", "", "", PathOf(context.Request.Path.Value)),
        ScopeOf(exchange.Path))
    {
        DryRun = DryRunOf(context.Request),
    });

    /// <returns>False when the path is another.</returns>
    public async ValueTask<bool> TrySendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Path.Value != Path)
        {
            return false;
        }

        var text = new MetricText();
        _requests.Write(text);
        text.Begin("apiserver_current_inflight_requests", "gauge", "Requests that are served, by kind.");
        text.Sample("apiserver_current_inflight_requests", writes.Running, ("request_kind", "mutating"));
        text.Sample("apiserver_current_inflight_requests", reads.Running, ("request_kind", "readOnly"));
        text.Begin("apiserver_current_inqueue_requests", "gauge", "Requests that wait for their turn, by kind.");
        text.Sample("apiserver_current_inqueue_requests", writes.Waiting, ("request_kind", "mutating"));
        text.Sample("apiserver_current_inqueue_requests", reads.Waiting, ("request_kind", "readOnly"));
        foreach (var source in sources)
        {
            source.Write(text);
        }

        context.Response.Prepare(StatusCodes.Status200OK, MetricText.ContentType);
        await context.Response.WriteAsync(text.ToString(), cancellationToken);
        return true;
    }

    private static string DryRunOf(HttpRequest request) =>
        request.QueryString.Value?.Contains("dryRun", StringComparison.Ordinal) != true || request.Query["dryRun"] is not { Count: > 0 } values ? ""
        : values.All(v => v == "All") ? "All"
        : "invalid";

    private static string VerbOf(string verb, HttpRequest request) => verb switch
    {
        RequestVerb.Get => "GET",
        RequestVerb.List => "LIST",
        RequestVerb.Watch => "WATCH",
        RequestVerb.Create => "POST",
        RequestVerb.Update => "PUT",
        RequestVerb.Patch => request.ContentType?.StartsWith("application/apply-patch", StringComparison.Ordinal) == true ? "APPLY" : "PATCH",
        RequestVerb.Delete => "DELETE",
        RequestVerb.DeleteCollection => "DELETECOLLECTION",
        "post" or "put" or "head" or "options" => verb.ToUpperInvariant(),
        _ => "other",
    };

    private static string ScopeOf(RequestPath path) => path switch
    {
        { IsResource: false } => "",
        { Name.Length: > 0 } => "resource",
        { Namespace.Length: > 0 } => "namespace",
        _ => "cluster",
    };

    // Only paths that are few and known name a series.
    private static string PathOf(string? path) =>
        path is "/healthz" or "/livez" or "/readyz" or "/version" or "/metrics" or "/api" or "/apis" or "/openapi/v2" or "/openapi/v3" ? path : "";
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace Slipway.Kubernetes.Http;

/// <summary>
/// Counts the requests of one client on the meter <c>Slipway.Kubernetes.Client</c>, under the name and labels of Go's client. The code of a
/// request without an answer is <c>&lt;error&gt;</c>.
/// </summary>
internal sealed class RequestCounter : DelegatingHandler
{
    private readonly Meter _meter = new("Slipway.Kubernetes.Client");
    private readonly Counter<long> _requests;

    public RequestCounter(HttpMessageHandler inner)
        : base(inner) =>
        _requests = _meter.CreateCounter<long>(
            "rest_client.requests", "{request}", "Requests to API servers, by status code, method and host.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            if (_requests.Enabled)
            {
                Count(request, response?.StatusCode);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _meter.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(HttpRequestMessage request, HttpStatusCode? code) => _requests.Add(1, new TagList
    {
        { "code", code is { } answered ? ((int)answered).ToString(CultureInfo.InvariantCulture) : "<error>" },
        { "method", request.Method.Method },
        { "host", request.RequestUri?.Authority },
    });
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Slipway.Kubernetes.Client;

/// <summary>Counts requests to API servers on the meter <c>Slipway.Kubernetes.Client</c>, under the name and labels of Go's client.</summary>
public sealed class RestClientMetrics : IDisposable
{
    private readonly Meter _meter = new("Slipway.Kubernetes.Client");
    private readonly Counter<long> _requests;

    /// <summary>Counts from now on.</summary>
    public RestClientMetrics() => _requests = _meter.CreateCounter<long>(
        "rest_client.requests", "{request}", "Requests to API servers, by status code, method and host.");

    /// <summary>A request has come to its end.</summary>
    /// <param name="method">Its HTTP method.</param>
    /// <param name="host">The server's host and port.</param>
    /// <param name="code">The answer's status code; null when there was no answer, which is counted as <c>&lt;error&gt;</c>.</param>
    public void Count(string method, string? host, int? code)
    {
        if (_requests.Enabled)
        {
            _requests.Add(1, new TagList
            {
                { "code", code?.ToString(CultureInfo.InvariantCulture) ?? "<error>" },
                { "method", method },
                { "host", host },
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

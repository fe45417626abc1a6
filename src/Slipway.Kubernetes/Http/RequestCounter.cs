using Slipway.Kubernetes.Client;

namespace Slipway.Kubernetes.Http;

/// <summary>Counts the requests of one client.</summary>
internal sealed class RequestCounter(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly RestClientMetrics _metrics = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            _metrics.Count(request.Method.Method, request.RequestUri?.Authority, (int?)response?.StatusCode);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _metrics.Dispose();
        }

        base.Dispose(disposing);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Webhooks;

/// <summary>
/// Posts reviews to webhooks. Connections are kept and shared by all that reach the same webhook with the same trust; redirects
/// are followed as Go's client follows them, and the size of answers is bounded. The words of failures are
/// those of Go's HTTP client and Kubernetes'.
/// </summary>
internal sealed class WebhookCaller(VersionedStore store, TimeProvider time)
{
    /// <summary>Most bytes of an answer: room for a patch that writes the largest object anew.</summary>
    public const int MaxAnswerBytes = 16 * 1024 * 1024;

    private const int MaxClients = 64;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly WebhookDialer _dialer = new(new ServiceResolver(store));
    private readonly ConcurrentDictionary<ClientKey, HttpMessageInvoker> _clients = new();

    /// <summary>Posts a review and reads the answer.</summary>
    /// <exception cref="WebhookCallException">There was no answer, or none that is a review.</exception>
    /// <exception cref="OperationCanceledException">The request that asked was given up.</exception>
    public async ValueTask<JsonObject> PostAsync(
        WebhookClientConfig config, ReviewForm form, ReadOnlyMemory<byte> review, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var client = ClientOf(config);
        var url = config.UrlOf((int)Math.Ceiling(timeout.TotalSeconds));
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(RequestOf(url, review), either.Token);
            return Read(response, form, await ReadBodyAsync(response, either.Token));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WebhookCallException($"Post \"{url}\": {form.TimeoutText}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new WebhookCallException($"Post \"{url}\": {Why(e)}", e);
        }
    }

    private static HttpRequestMessage RequestOf(string url, ReadOnlyMemory<byte> review)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(review) };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("Accept", "application/json, */*");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-apiserver-admission");
        return request;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[Math.Clamp(response.Content.Headers.ContentLength ?? 4096, 256, MaxAnswerBytes + 1)];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (length > MaxAnswerBytes)
            {
                throw new WebhookCallException($"the webhook's answer is larger than {MaxAnswerBytes} bytes");
            }

            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxAnswerBytes + 1));
            }
        }
    }

    private static JsonObject Read(HttpResponseMessage response, ReviewForm form, ReadOnlyMemory<byte> body)
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        if (response.StatusCode is < HttpStatusCode.OK or > HttpStatusCode.PartialContent)
        {
            throw new WebhookCallException(UnexpectedAnswers.Read((int)response.StatusCode, mediaType, body));
        }

        if (body.IsEmpty)
        {
            throw new WebhookCallException($"0-length response with status code: {(int)response.StatusCode} and content type: {mediaType}");
        }

        return ReviewReader.Read(body, form);
    }

    private static string Why(Exception failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (e is WebhookCallException or WebhookTlsException)
            {
                return e.Message;
            }
        }

        var last = failure.GetBaseException().Message;
        return failure switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException => "EOF",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: IOException } => "EOF",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"tls: {last}",
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "malformed HTTP response",
            _ => last,
        };
    }

    private HttpMessageInvoker ClientOf(WebhookClientConfig config)
    {
        // Neither what is inside the cluster nor what is on this machine is behind a proxy.
        var key = new ClientKey(config.Service, config.TrustedPem, config.Service is null && !config.Address.IsLoopback);
        if (_clients.TryGetValue(key, out var known))
        {
            return known;
        }

        // A client that is dropped here serves its requests to their end; its connections close when they have been idle.
        if (_clients.Count >= MaxClients && _clients.Keys.FirstOrDefault() is { } dropped)
        {
            _clients.TryRemove(dropped, out _);
        }

        return _clients.GetOrAdd(key, CreateClient);
    }

    private HttpMessageInvoker CreateClient(ClientKey key) => new(new SocketsHttpHandler
    {
        MaxAutomaticRedirections = 10, // as many as Go follows
        AutomaticDecompression = DecompressionMethods.GZip,
        UseCookies = false,
        UseProxy = key.UsesProxy,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // endpoints of a Service change
        SslOptions = new WebhookTrust(key.TrustedPem, time).CreateOptions(),
        ConnectCallback = (context, cancellationToken) =>
            _dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, key.Service, cancellationToken),
    });

    private sealed record ClientKey(WebhookService? Service, string TrustedPem, bool UsesProxy);
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Http;

/// <summary>The Kubernetes API over HTTPS, in JSON.</summary>
public sealed class HttpKubeClient : IKubeClient, IDisposable
{
    private const string JsonForm = "application/json";

    private static readonly MediaTypeHeaderValue Json = new(JsonForm);

    private readonly HttpKubeClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly BearerToken _token;
    private readonly string _server;

    /// <summary>Makes a client; connections are opened when they are needed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The connection's certificates are not usable.</exception>
    public HttpKubeClient(KubeConnection connection, HttpKubeClientOptions? options = null, TimeProvider? time = null)
    {
        _options = options ?? new();
        _time = time ?? TimeProvider.System;
        _http = new HttpMessageInvoker(new RequestCounter(KubeHttpHandler.Create(connection, _options)));
        _token = new BearerToken(connection, _time);
        _server = connection.Server.AbsoluteUri.TrimEnd('/');
    }

    /// <inheritdoc/>
    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, KubeUrl.Object(type, key), body: null, Json, ReadObject, cancellationToken);

    /// <inheritdoc/>
    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Get, KubeUrl.List(type, ns, options), body: null, Json, answer => KubeListReader.Read(answer.Span, type.Kind), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(KubeUrl.Watch(type, ns, options), JsonForm, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var next in WatchStreamReader.ReadAsync(stream, cancellationToken))
        {
            yield return next;
        }
    }

    /// <inheritdoc/>
    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var key = KeyOf(body);
        var path = string.IsNullOrEmpty(options.Subresource)
            ? KubeUrl.Collection(type, key.Namespace)
            : KubeUrl.Object(type, key, options.Subresource);
        return SendAsync(HttpMethod.Post, KubeUrl.Write(path, options), body, Json, ReadObject, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var path = KubeUrl.Object(type, KeyOf(body), options.Subresource);
        return SendAsync(HttpMethod.Put, KubeUrl.Write(path, options), body, Json, ReadObject, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken)
    {
        var path = KubeUrl.Write(KubeUrl.Object(type, key, options.Subresource), options, patch.Type == PatchType.Apply);
        return SendAsync(HttpMethod.Patch, path, patch.Body, ContentTypeOf(patch.Type), ReadObject, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, KubeUrl.Object(type, key), DeleteBody.Of(options), Json, cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, KubeUrl.Object(type, key, subresource), body, Json,
        answer => JsonNode.Parse(answer.Span, default, KubeJson.DocumentOptions) as JsonObject ?? throw new JsonException("the answer is no object"),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<string> GetRawAsync(string path, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString((await SendAsync(HttpMethod.Get, path, body: null, Json, cancellationToken)).Span);

    /// <summary>
    /// Reads any path of the server in a form of the caller's choice, such as a Table, as the answer arrives: what ends a watch is the
    /// caller.
    /// </summary>
    /// <param name="path">Path and query.</param>
    /// <param name="accept">The media types wanted, best first.</param>
    /// <param name="cancellationToken">Ends the wait for the answer's beginning.</param>
    /// <returns>An answer of success; the caller disposes it.</returns>
    /// <exception cref="KubeApiException">The server refused.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var request = await CreateRequestAsync(HttpMethod.Get, path, cancellationToken, accept);
        var response = await _http.SendAsync(request, cancellationToken);
        try
        {
            await ThrowIfFailedAsync(response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken)
    {
        var path = KubeUrl.Object(BuiltInTypes.Pod, pod, "portforward");
        var url = string.Create(CultureInfo.InvariantCulture, $"ws{_server[4..]}{path}?ports={port}");
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol("v4.channel.k8s.io");
            socket.Options.CollectHttpResponseDetails = true;

            // Shares the connection of all other requests, where the server can (RFC 8441); else it has one of its own.
            socket.Options.HttpVersion = HttpVersion.Version20;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            if (await _token.GetAsync(cancellationToken) is { } token)
            {
                socket.Options.SetRequestHeader("Authorization", token.ToString());
            }

            await socket.ConnectAsync(new Uri(url), _http, cancellationToken);
            return new PortForwardStream(socket);
        }
        catch (WebSocketException e)
        {
            var code = (int)socket.HttpStatusCode;
            socket.Dispose();
            throw code is 0 or 101 or 200
                ? new IOException($"port-forward to {pod}:{port} could not be opened", e)
                : new KubeApiException(KubeStatusJson.Read(Encoding.UTF8.GetBytes($"port-forward to {pod}:{port}"), code));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ObjectKey KeyOf(JsonObject body) => new(
        body["metadata"]?["namespace"]?.GetValue<string>() ?? "", body["metadata"]?["name"]?.GetValue<string>() ?? "");

    private static MediaTypeHeaderValue ContentTypeOf(PatchType type) => new(type switch
    {
        PatchType.Json => "application/json-patch+json",
        PatchType.Merge => "application/merge-patch+json",
        PatchType.StrategicMerge => "application/strategic-merge-patch+json",
        PatchType.Apply => "application/apply-patch+yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a known kind of patch"),
    });

    private static KubeObject ReadObject(ReadOnlyMemory<byte> answer) => new(answer);

    /// <summary>Whoever answers what cannot be read has not answered.</summary>
    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, JsonNode? body, MediaTypeHeaderValue contentType, Func<ReadOnlyMemory<byte>, T> read,
        CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, path, body, contentType, cancellationToken);
        try
        {
            return read(answer);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"{method} {path}: the answer cannot be read: {e.Message}", e);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> SendAsync(
        HttpMethod method, string path, JsonNode? body, MediaTypeHeaderValue contentType, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = await CreateRequestAsync(method, path, either.Token);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(KubeJson.ToUtf8(body)) { Headers = { ContentType = contentType } };
            }

            using var response = await _http.SendAsync(request, either.Token);
            await ThrowIfFailedAsync(response, either.Token);
            return await AnswerReader.ReadAsync(response.Content, _options.MaxAnswerBytes, either.Token);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{method} {path}: no answer within {_options.RequestTimeout.TotalSeconds} s", e);
        }
    }

    private async ValueTask<HttpRequestMessage> CreateRequestAsync(
        HttpMethod method, string path, CancellationToken cancellationToken, string accept = JsonForm)
    {
        var request = new HttpRequestMessage(method, _server + path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.Authorization = await _token.GetAsync(cancellationToken);
        return request;
    }

    private async ValueTask ThrowIfFailedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var body = await AnswerReader.ReadAsync(response.Content, _options.MaxAnswerBytes, cancellationToken);
        var status = KubeStatusJson.Read(body, (int)response.StatusCode);
        if (response.Headers.RetryAfter?.Delta is { TotalSeconds: > 0 and < int.MaxValue } delay
            && status.Details is null or { RetryAfterSeconds: 0 })
        {
            status = status with { Details = (status.Details ?? new()) with { RetryAfterSeconds = (int)delay.TotalSeconds } };
        }

        throw new KubeApiException(status);
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Bodies;
using Slipway.ApiServer.Http.Negotiation;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Sends bytes with the headers that every answer has.</summary>
internal static class ResponseExtensions
{
    // As kube-apiserver: below this a compressed answer costs more time than it saves.
    private const int CompressFrom = 128 * 1024;

    public static void Prepare(this HttpResponse response, int statusCode, string contentType)
    {
        response.StatusCode = statusCode;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, private";
    }

    public static void AddWarnings(this HttpResponse response, ImmutableArray<string> warnings)
    {
        foreach (var warning in warnings)
        {
            // Header values are ASCII without control characters; quotes are escaped as RFC 7234 wants.
            var text = string.Concat(warning.Select(c => c is '"' or '\\' ? $"\\{c}" : c is < ' ' or > '~' ? "?" : c.ToString()));
            response.Headers.Append("Warning", $"299 - \"{text}\"");
        }
    }

    /// <summary>Sends a whole answer, in YAML or compressed when the client wants that.</summary>
    public static async Task SendAsync(
        this HttpResponse response,
        int statusCode,
        ReadOnlyMemory<byte> json,
        ResponseFormat format,
        CancellationToken cancellationToken,
        string? contentType = null)
    {
        response.Prepare(statusCode, contentType ?? (format.IsYaml ? "application/yaml" : "application/json"));
        var body = format.IsYaml ? YamlBody.FromJson(json) : json;
        if (body.Length >= CompressFrom && response.HttpContext.Request.AcceptsGzip())
        {
            await response.SendCompressedAsync(body, cancellationToken);
            return;
        }

        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, cancellationToken);
    }

    /// <summary>Sends plain text, as health checks and unknown paths are answered.</summary>
    public static Task SendTextAsync(this HttpResponse response, int statusCode, string text, CancellationToken cancellationToken)
    {
        response.Prepare(statusCode, "text/plain; charset=utf-8");
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(text, cancellationToken);
    }

    public static bool AcceptsGzip(this HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    private static async Task SendCompressedAsync(this HttpResponse response, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        response.Headers.ContentEncoding = "gzip";
        response.Headers.Vary = "Accept-Encoding";
        await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await gzip.WriteAsync(body, cancellationToken);
    }
}

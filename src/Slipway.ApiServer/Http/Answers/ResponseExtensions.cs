using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Bodies;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Protobuf;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Sends bytes with the headers that every answer has.</summary>
internal static class ResponseExtensions
{
    // As kube-apiserver: up to this a compressed answer costs more time than it saves.
    private const int UncompressedBytes = 128 * 1024;

    public static void Prepare(this HttpResponse response, int statusCode, string contentType)
    {
        response.StatusCode = statusCode;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, private";
    }

    /// <summary>Sends an object in the encoding that was agreed on.</summary>
    public static async Task SendAsync(
        this HttpResponse response,
        int statusCode,
        GroupVersionKind kind,
        ReadOnlyMemory<byte> json,
        ResponseFormat format,
        CancellationToken cancellationToken)
    {
        if (format.Encoding == ResponseEncoding.Protobuf)
        {
            using var output = new ProtobufOutput(json.Length);
            ProtobufBody.Write(output, kind, json.Span);
            response.Prepare(statusCode, format.ContentType);
            await response.SendAsync(output.Written, cancellationToken);
            return;
        }

        response.Prepare(statusCode, format.ContentType);
        await response.SendAsync(ToText(json, format, response.HttpContext.Request), cancellationToken);
    }

    /// <summary>Sends a prepared answer's body, compressed when that is worth it and the client knows how.</summary>
    public static async Task SendAsync(this HttpResponse response, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (response.Compresses(body.Length))
        {
            await using var gzip = response.BeginCompressed();
            await gzip.WriteAsync(body, cancellationToken);
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

    /// <summary>Whether an answer of so many bytes is sent compressed.</summary>
    public static bool Compresses(this HttpResponse response, int bytes)
    {
        if (bytes <= UncompressedBytes)
        {
            return false;
        }

        // Weights are not read: what has one is another coding's name to kube-apiserver.
        var codings = response.HttpContext.Request.Headers.AcceptEncoding.ToString().AsSpan();
        foreach (var coding in codings.Split(','))
        {
            if (codings[coding].Trim() is "gzip")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells the coding in the headers; what is written into the stream is compressed until it is disposed.</summary>
    public static GZipStream BeginCompressed(this HttpResponse response)
    {
        response.Headers.ContentEncoding = "gzip";
        response.Headers.Append("Vary", "Accept-Encoding");
        return new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>Whether the client is a person's: it says so, or is known as one.</summary>
    public static bool WantsPretty(this HttpRequest request, ResponseFormat format)
    {
        if (format.IsPretty)
        {
            return true;
        }

        if (request.QueryString.HasValue && request.QueryString.Value!.Contains("pretty", StringComparison.Ordinal)
            && request.Query["pretty"].ToString() is { Length: > 0 } pretty)
        {
            return pretty is "1" or "t" or "T" or "true" or "TRUE" or "True";
        }

        var agent = request.Headers.UserAgent.ToString().AsSpan();
        return agent.StartsWith("curl", StringComparison.Ordinal) || agent.StartsWith("Wget", StringComparison.Ordinal)
            || agent.StartsWith("Mozilla/5.0", StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> ToText(ReadOnlyMemory<byte> json, ResponseFormat format, HttpRequest request)
    {
        if (format.Encoding == ResponseEncoding.Yaml)
        {
            return YamlBody.FromJson(json);
        }

        return request.WantsPretty(format) ? PrettyJson.Of(json.Span) : json;
    }
}

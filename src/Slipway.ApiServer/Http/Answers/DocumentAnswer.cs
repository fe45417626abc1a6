using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Sends discovery and version documents, or only word that the client's copy is still right.</summary>
internal static class DocumentAnswer
{
    private const string AggregatedContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static readonly ResponseTarget Document = new() { IsPlainOnly = true };

    /// <returns>False when the path names no document.</returns>
    public static async Task<bool> TrySendAsync(HttpContext context, IApiServerEngine engine, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/openapi/", StringComparison.Ordinal))
        {
            return await OpenApiAnswer.TrySendAsync(context, engine, cancellationToken);
        }

        var accept = context.Request.Headers.Accept.ToString();
        var aggregated = path.TrimEnd('/') is "/api" or "/apis" && WantsAggregated(accept);
        if (engine.GetDocument(path, aggregated) is not { } document)
        {
            return false;
        }

        var response = context.Response;
        response.Headers.CacheControl = IsOpenId(path) ? "public, max-age=3600" : "no-cache, private";
        if (aggregated)
        {
            if (context.IsUnchanged(document, "public"))
            {
                return true;
            }

            // The content type must repeat the form: without it clients fall back to one request per group version.
            return await SendAsync(response, document, AggregatedContentType, cancellationToken);
        }

        if (document.ContentType is { } contentType)
        {
            return await SendAsync(response, document, contentType, cancellationToken);
        }

        var isNegotiated = path.StartsWith("/api", StringComparison.Ordinal);
        var format = isNegotiated ? ResponseFormat.Negotiate(accept, Document) : ResponseFormat.PlainJson;
        var kind = format.Encoding == ResponseEncoding.Protobuf ? new KubeObject(document.Json).Kind with { Version = "v1" } : default;
        await response.SendAsync(StatusCodes.Status200OK, kind, document.Json, format, cancellationToken);
        return true;
    }

    /// <summary>Tells the document's tag, and whether the client has the document already: then that is the whole answer (304).</summary>
    public static bool IsUnchanged(this HttpContext context, ApiDocument document, string cacheControl)
    {
        var headers = context.Response.Headers;
        var tag = $"\"{document.ETag}\"";
        headers.ETag = tag;
        headers.Append("Vary", "Accept");
        headers.CacheControl = cacheControl;
        if (!context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static bool IsOpenId(string path) =>
        path.StartsWith("/openid/", StringComparison.Ordinal) || path.StartsWith("/.well-known/", StringComparison.Ordinal);

    private static bool WantsAggregated(string accept)
    {
        if (!accept.Contains("APIGroupDiscoveryList", StringComparison.Ordinal))
        {
            return false;
        }

        // Of the older v2beta1 kube-apiserver knows nothing any more: such clients are given what they name next.
        return MediaRange.ParseAll(accept).Any(r => r.Allows("application/json")
            && r is { As: "APIGroupDiscoveryList", Group: "apidiscovery.k8s.io", Version: "v2", Stream: "" });
    }

    private static async Task<bool> SendAsync(HttpResponse response, ApiDocument document, string contentType, CancellationToken cancellationToken)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        await response.SendAsync(document.Json, cancellationToken);
        return true;
    }
}

using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Sends discovery, OpenAPI and version documents, or only word that the client's copy is still right.</summary>
internal static class DocumentAnswer
{
    private const string AggregatedContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <returns>False when the path names no document.</returns>
    public static async Task<bool> TrySendAsync(HttpContext context, IApiServerEngine engine, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        var (wantsAggregated, format) = Negotiate(context.Request.Headers.Accept.ToString(), path is "/api" or "/apis");
        if (engine.GetDocument(path, wantsAggregated) is not { } document)
        {
            return false;
        }

        var response = context.Response;
        var tag = $"\"{document.ETag}\"";
        response.Headers.ETag = tag;
        response.Headers.Vary = "Accept";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        // The content type must repeat the form: without it clients fall back to one request per group version.
        await response.SendAsync(
            StatusCodes.Status200OK, document.Json, format, cancellationToken, wantsAggregated ? AggregatedContentType : null);
        return true;
    }

    private static (bool Aggregated, ResponseFormat Format) Negotiate(string accept, bool canAggregate)
    {
        if (accept.Length == 0)
        {
            return (false, ResponseFormat.PlainJson);
        }

        foreach (var range in MediaRange.ParseAll(accept))
        {
            if (range is { As: "APIGroupDiscoveryList", Group: "apidiscovery.k8s.io", Version: "v2", AllowsJson: true } && canAggregate)
            {
                return (true, ResponseFormat.PlainJson);
            }

            if (range.As.Length == 0 && (range.AllowsJson || range.IsYaml))
            {
                return (false, new ResponseFormat(ResponseForm.Plain, range.IsYaml));
            }
        }

        throw FrontErrors.NotAcceptable();
    }
}

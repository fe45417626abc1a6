using System.Globalization;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>
/// Sends OpenAPI documents as JSON or as protobuf. A client that names the document's hash may keep it: another content has another
/// hash.
/// </summary>
internal static class OpenApiAnswer
{
    private const string Json = "application/json";

    // Without regard to its version, the type's last dot was once an "@".
    private const string ProtobufPrefix = "application/com.github.proto-openapi.spec.";

    /// <returns>False when the path names no document.</returns>
    public static async Task<bool> TrySendAsync(HttpContext context, IApiServerEngine engine, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!;
        if (engine.GetDocument(path) is not { } document)
        {
            return false;
        }

        var response = context.Response;
        var contentType = document.Protobuf is null ? Json : Negotiate(context.Request.Headers.Accept.ToString(), VersionOf(path));
        if (contentType is null)
        {
            response.Headers.Vary = "Accept";
            response.StatusCode = StatusCodes.Status406NotAcceptable;
            return true;
        }

        var hash = context.Request.Query["hash"].ToString();
        if (hash.Length > 0 && hash != document.ETag)
        {
            response.Redirect($"{path}?hash={document.ETag}", permanent: true);
            return true;
        }

        if (hash.Length > 0)
        {
            response.Headers.Expires = DateTimeOffset.MaxValue.ToString("R", CultureInfo.InvariantCulture);
        }

        if (!context.IsUnchanged(document, hash.Length > 0 ? "public, immutable" : "no-cache, private"))
        {
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = contentType;
            await response.SendAsync(contentType == Json ? document.Json : document.Protobuf!.Value, cancellationToken);
        }

        return true;
    }

    private static string VersionOf(string path) => path.StartsWith("/openapi/v2", StringComparison.Ordinal) ? "v2" : "v3";

    private static string? Negotiate(string accept, string version)
    {
        if (accept.Length == 0)
        {
            return Json;
        }

        var protobuf = $"{ProtobufPrefix}{version}.v1.0+protobuf";
        foreach (var range in MediaRange.ParseAll(accept))
        {
            if (range.Allows(Json))
            {
                return Json;
            }

            if (range.Type == protobuf || range.Type == $"{ProtobufPrefix}{version}@v1.0+protobuf")
            {
                return protobuf;
            }
        }

        return null;
    }
}

using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>Bodies as JSON, whatever they were written in.</summary>
internal static class JsonBody
{
    /// <summary>Reads an object's body by its content type; none means JSON.</summary>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">
    /// The content type is none that is read (415), or the body is broken (400).
    /// </exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var type = MediaRange.Parse(request.ContentType ?? "");
        var isNone = string.IsNullOrEmpty(request.ContentType);
        if (!isNone && type.Type is not ("application/json" or YamlBody.MediaType or ProtobufBody.MediaType))
        {
            throw FrontErrors.UnsupportedBody();
        }

        var body = await BodyReader.ReadAsync(request, cancellationToken);
        return type.Type switch
        {
            YamlBody.MediaType => YamlBody.ToJson(body),
            ProtobufBody.MediaType => ProtobufBody.Read(body),
            _ => RequestBody.FromUtf8(body),
        };
    }

    /// <summary>Reads an apply patch, which is YAML, of which JSON is a part.</summary>
    public static async ValueTask<RequestBody> ReadApplyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        return body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? RequestBody.FromUtf8(body) : YamlBody.ToJson(body);
    }
}

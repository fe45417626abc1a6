using System.Globalization;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http;

/// <summary>What the front refuses before the engine is asked.</summary>
internal static class FrontErrors
{
    private const string MediaTypes = $"application/json, application/yaml, {ProtobufBody.MediaType}";
    private const string StreamMediaTypes = $"application/json;stream=watch, {ProtobufBody.MediaType};stream=watch";

    public static KubeApiException Unauthorized() => Of(401, StatusReason.Unauthorized, "Unauthorized");

    public static KubeApiException BadRequest(string message) => Of(400, StatusReason.BadRequest, message);

    public static KubeApiException MethodNotAllowed() => Of(
        405, StatusReason.MethodNotAllowed, "the server does not allow this method on the requested resource", new StatusDetails());

    public static KubeApiException NoSuchPath() =>
        Of(404, StatusReason.NotFound, "the server could not find the requested resource", new StatusDetails());

    /// <summary>None of the media types that are asked for is one that the path has.</summary>
    public static KubeApiException NotOffered(bool isList) => Of(
        406,
        StatusReason.NotAcceptable,
        $"406: Not Acceptable\n\nAvailable representations: {MediaTypes}{(isList ? ", " + StreamMediaTypes : "")}",
        new StatusDetails());

    /// <summary>A media type that is asked for is there, but not with its parameters.</summary>
    public static KubeApiException NotAcceptable(bool isWatch) => Of(
        406,
        StatusReason.NotAcceptable,
        $"only the following media types are accepted: {(isWatch ? StreamMediaTypes : MediaTypes)}");

    /// <summary>A list is asked for in the form of an object, or the other way round.</summary>
    public static KubeApiException WrongForm(string form, ResourceReference resource, string kind)
    {
        var isCustom = !ResourceRegistry.IsBuiltIn(resource.Group, resource.Version);
        var isList = form == "PartialObjectMetadata";
        var package = resource.Group.Length == 0 ? "core" : resource.Group.Split('.')[0];
        var type = isCustom ? $"unstructured.Unstructured{(isList ? "List" : "")}" : $"{package}.{kind}";
        return Of(
            406,
            StatusReason.NotAcceptable,
            $"you requested {form}, but the requested object is {(isList ? "" : "not ")}a list (*{type})");
    }

    public static KubeApiException UnsupportedBody() => Of(
        415,
        StatusReason.UnsupportedMediaType,
        $"the body of the request was in an unknown format - accepted media types include: {MediaTypes}");

    public static KubeApiException UnsupportedPatch() =>
        Of(415, StatusReason.UnsupportedMediaType, "415: Unsupported Media Type", new StatusDetails());

    public static KubeApiException UnsupportedEncoding(string encoding) => Of(
        415, StatusReason.UnsupportedMediaType, $"the body's Content-Encoding is \"{encoding}\": \"gzip\" and \"identity\" are read");

    public static KubeApiException BodyTooLarge(int limit) => Of(
        413,
        StatusReason.RequestEntityTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"Request entity too large: limit is {limit}"));

    public static KubeApiException TooManyRequests() => Of(
        429,
        StatusReason.TooManyRequests,
        "Too many requests, please try again later.",
        new StatusDetails { RetryAfterSeconds = 1 });

    /// <summary>kube-apiserver's words for a request whose time is up.</summary>
    public static KubeApiException TimedOut() => Of(
        504, StatusReason.Timeout, "Timeout: request did not complete within the allotted timeout", new StatusDetails());

    /// <summary>The server that speaks HTTP refuses the request as it is written.</summary>
    public static KubeApiException BrokenRequest(int code, string why) => Of(code, StatusReason.BadRequest, why);

    public static KubeApiException NoContainers(string subresource) => Of(
        501,
        "NotImplemented",
        $"pods/{subresource} is not served: the pods of this cluster have no containers to run it in");

    /// <summary>None of the protocols that the client can speak on an upgraded connection is known.</summary>
    public static KubeApiException NoStreamProtocol(IEnumerable<string> wanted, IEnumerable<string> served) => Of(
        403,
        StatusReason.Forbidden,
        $"unable to upgrade: unable to negotiate protocol: client supports [{string.Join(' ', wanted)}], server accepts [{string.Join(' ', served)}]");

    public static KubeApiException Internal() => Of(500, StatusReason.InternalError, "Internal error occurred: the server's log has the cause");

    private static KubeApiException Of(int code, string reason, string message, StatusDetails? details = null) =>
        new(new KubeStatus(code, reason, message) { Details = details });
}

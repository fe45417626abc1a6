using System.Globalization;
using Slipway.ApiServer.Http.Access;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http;

/// <summary>What the front refuses before the engine is asked.</summary>
internal static class FrontErrors
{
    public static KubeApiException Unauthorized() => Of(401, StatusReason.Unauthorized, "Unauthorized");

    public static KubeApiException BadRequest(string message) => Of(400, StatusReason.BadRequest, message);

    public static KubeApiException MethodNotAllowed() => Of(
        405, StatusReason.MethodNotAllowed, "the server does not allow this method on the requested resource", new StatusDetails());

    public static KubeApiException Forbidden(AuthorizationAttributes attributes, string? why)
    {
        var suffix = string.IsNullOrEmpty(why) ? "" : ": " + why;
        if (attributes.NonResourcePath is { } path)
        {
            return Of(
                403,
                StatusReason.Forbidden,
                $"forbidden: User \"{attributes.User.Name}\" cannot {attributes.Verb} path \"{path}\"{suffix}",
                new StatusDetails());
        }

        var groupResource = attributes.Group.Length == 0 ? attributes.Resource : $"{attributes.Resource}.{attributes.Group}";
        var name = attributes.Name.Length == 0 ? "" : $" \"{attributes.Name}\"";
        var resource = attributes.Subresource.Length == 0 ? attributes.Resource : $"{attributes.Resource}/{attributes.Subresource}";
        var scope = attributes.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{attributes.Namespace}\"";
        return Of(
            403,
            StatusReason.Forbidden,
            $"{groupResource}{name} is forbidden: User \"{attributes.User.Name}\" cannot {attributes.Verb} resource \"{resource}\" in API group \"{attributes.Group}\" {scope}{suffix}",
            new StatusDetails { Name = attributes.Name, Group = attributes.Group, Kind = attributes.Resource });
    }

    public static KubeApiException NotAcceptable() => Of(
        406,
        StatusReason.NotAcceptable,
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml",
        new StatusDetails());

    public static KubeApiException UnsupportedBody() => Of(
        415,
        StatusReason.UnsupportedMediaType,
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml");

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
        "too many requests are in flight, please try again later",
        new StatusDetails { RetryAfterSeconds = 1 });

    public static KubeApiException NoContainers(string subresource) => Of(
        501,
        "NotImplemented",
        $"pods/{subresource} is not served: the pods of this cluster have no containers to run it in");

    public static KubeApiException Internal() => Of(500, StatusReason.InternalError, "Internal error occurred: the server's log has the cause");

    private static KubeApiException Of(int code, string reason, string message, StatusDetails? details = null) =>
        new(new KubeStatus(code, reason, message) { Details = details });
}

using Microsoft.AspNetCore.Http;

namespace Slipway.ApiServer.Http.Routing;

/// <summary>The verbs of the API, as authorization and routing know them.</summary>
internal static class RequestVerb
{
    public const string Get = "get";
    public const string List = "list";
    public const string Watch = "watch";
    public const string Create = "create";
    public const string Update = "update";
    public const string Patch = "patch";
    public const string Delete = "delete";
    public const string DeleteCollection = "deletecollection";

    /// <summary>The verb of a request; of a path that names no resource the method in lower case.</summary>
    public static string Of(HttpRequest request, RequestPath path)
    {
        var method = request.Method;
        if (!path.IsResource)
        {
            return method.ToLowerInvariant();
        }

        var named = path.Name.Length > 0;
        return method switch
        {
            "GET" or "HEAD" when path.IsLegacyWatch || (!named && request.Query.Flag("watch") == true) => Watch,
            "GET" or "HEAD" => named ? Get : List,
            "POST" => Create,
            "PUT" => Update,
            "PATCH" => Patch,
            "DELETE" => named ? Delete : DeleteCollection,

            // How a WebSocket begins over HTTP/2 (RFC 8441), what is a GET over HTTP/1.1.
            "CONNECT" => Get,
            _ => method.ToLowerInvariant(),
        };
    }
}

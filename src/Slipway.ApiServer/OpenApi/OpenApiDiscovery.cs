using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary>The paths by which clients find out what there is.</summary>
internal static class OpenApiDiscovery
{
    /// <summary>The documents that are about discovery alone, by their names.</summary>
    public static IEnumerable<(string Name, OpenApiPath Path)> All() =>
    [
        (".well-known/openid-configuration", Path(
            "/.well-known/openid-configuration/", "WellKnown", "getServiceAccountIssuerOpenIDConfiguration", "", OpenApiMedia.Json)),
        ("api", Path("/api/", "core", "getCoreAPIVersions", OpenApiSchemas.Meta + "APIVersions")),
        ("apis", Path("/apis/", "apis", "getAPIVersions", OpenApiSchemas.Meta + "APIGroupList")),
        .. KubernetesFacts.Shared.Groups.Where(g => g.Name.Length > 0).Select(g => ($"apis/{g.Name}", OfGroup(g.Name))),
        ("openid/v1/jwks", Path(
            "/openid/v1/jwks/", "openid", "getServiceAccountIssuerOpenIDKeyset", "", ["application/jwk-set+json"])),
        ("version", Path("/version/", "version", "getCodeVersion", "io.k8s.apimachinery.pkg.version.Info", OpenApiMedia.Json)),
    ];

    /// <summary>The path that lists the resources of a group and version.</summary>
    public static OpenApiPath OfResources(string group, string version) => Path(
        group.Length == 0 ? $"/api/{version}/" : $"/apis/{group}/{version}/",
        OpenApiNaming.TagOf(group, version),
        $"get{OpenApiNaming.StemOf(group, version)}APIResources",
        OpenApiSchemas.Meta + "APIResourceList");

    /// <summary>The paths that list the resources of the built-in groups.</summary>
    public static IEnumerable<OpenApiPath> OfAllResources() =>
        KubernetesFacts.Shared.Groups.SelectMany(g => g.Versions.Select(v => OfResources(g.Name, v)));

    private static OpenApiPath OfGroup(string group)
    {
        var word = OpenApiNaming.WordOf(group);
        return Path($"/apis/{group}/", word, $"get{OpenApiNaming.Capital(word)}APIGroup", OpenApiSchemas.Meta + "APIGroup");
    }

    private static OpenApiPath Path(string template, string tag, string id, string answer, string[]? media = null) =>
        new(template, [new OpenApiOperation("get", id)
        {
            Tag = tag,
            Answer = answer,
            Consumes = answer.Length == 0 ? [] : media ?? OpenApiMedia.Typed,
            Produces = media ?? OpenApiMedia.Typed,
        }]);
}

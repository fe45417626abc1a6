using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.OpenApi;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Discovery;

/// <summary>The documents that a server makes of itself, each made when first asked for and again only after the custom
/// resources changed; the version is asked each time.</summary>
internal sealed class DocumentLibrary(EngineCore core)
{
    private readonly ConcurrentDictionary<(string Path, bool Aggregated), (CustomResourceSet Of, ApiDocument? Document)> _made = new();

    public ApiDocument? Get(string path, bool aggregated)
    {
        path = path.Trim('/');
        if (path == "version")
        {
            return ToDocument(KubeJson.ToUtf8(VersionDocument.Of(core.Options.GitVersion())));
        }

        var custom = core.Registry.Custom;
        var key = (path, aggregated);
        if (_made.TryGetValue(key, out var known) && (ReferenceEquals(known.Of, custom) || IsOfBuiltInGroup(path)))
        {
            return known.Document;
        }

        var made = MakeText(path) is { } utf8 ? ToDocument(utf8, MessagesOf(path))
            : Make(path, aggregated) is { } json ? ToDocument(KubeJson.ToUtf8(json))
            : null;
        if (made is not null)
        {
            _made[key] = (custom, made);
        }

        return made;
    }

    // No definition changes what is told of a built-in group.
    private static bool IsOfBuiltInGroup(string path) => path.Split('/') switch
    {
        ["openapi", "v3", "api", _] => true,
        ["openapi", "v3", "apis", var group, _] => KubernetesFacts.Shared.Groups.Any(g => g.Name == group),
        _ => false,
    };

    private static OpenApiMessages? MessagesOf(string path) => path switch
    {
        "openapi/v2" => OpenApiMessages.Version2,
        _ when path.StartsWith("openapi/v3/", StringComparison.Ordinal) => OpenApiMessages.Version3,
        _ => null,
    };

    private static ApiDocument ToDocument(ReadOnlyMemory<byte> utf8, OpenApiMessages? messages = null) =>
        new(utf8, Convert.ToHexString(SHA512.HashData(utf8.Span)))
        {
            Protobuf = messages is null ? null : new(() => OpenApiProtobuf.Encode(utf8, messages)),
        };

    private ReadOnlyMemory<byte>? MakeText(string path) => path.Split('/') switch
    {
        [""] or ["index.html"] => RootDocument.Of(core.Registry),
        ["openapi", "v2"] => OpenApiV2Document.Of(core.Registry, core.Options.GitVersion()),
        ["openapi", "v3", "api", var version] => OpenApiDocument.Of(core.Registry, core.Options.GitVersion(), "", version),
        ["openapi", "v3", "apis", var group, var version] => OpenApiDocument.Of(core.Registry, core.Options.GitVersion(), group, version),
        ["openapi", "v3", .. var rest] when rest.Length > 0 => OpenApiDocument.Of(core.Options.GitVersion(), string.Join('/', rest)),
        _ => null,
    };

    private JsonNode? Make(string path, bool aggregated)
    {
        var parts = path.Split('/');
        return parts switch
        {
            ["api"] => aggregated ? AggregatedDiscovery.Of(core.Registry, core: true) : LegacyDiscovery.Versions(),
            ["apis"] => aggregated ? AggregatedDiscovery.Of(core.Registry, core: false) : LegacyDiscovery.Groups(core.Registry),
            ["api", var version] => LegacyDiscovery.Resources(core.Registry, "", version),
            ["apis", var group] => LegacyDiscovery.Group(core.Registry, group),
            ["apis", var group, var version] => LegacyDiscovery.Resources(core.Registry, group, version),
            ["openapi", "v3"] => OpenApiIndex.Of(core.Registry, name => Get("openapi/v3/" + name, aggregated: false)?.ETag),
            _ => null,
        };
    }
}

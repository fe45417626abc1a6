using System.Buffers;
using System.Text.Json;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.Discovery;

/// <summary><c>/</c>: the paths that are served, in the order of the alphabet. It is written for people, so it is indented.</summary>
internal static class RootDocument
{
    private static readonly string[] Fixed =
    [
        "/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/apis/", "/healthz", "/livez", "/metrics", "/openapi/v2",
        "/openapi/v3", "/openapi/v3/", "/openid/v1/jwks", "/readyz", "/readyz/shutdown", "/version",
    ];

    private static readonly string[] Checks = ["etcd", "log", "ping"];

    /// <summary>The document in UTF-8 JSON.</summary>
    public static ReadOnlyMemory<byte> Of(ResourceRegistry registry)
    {
        var buffer = new ArrayBufferWriter<byte>(8 << 10);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartArray("paths"u8);
            foreach (var path in PathsOf(registry).Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static IEnumerable<string> PathsOf(ResourceRegistry registry) =>
    [
        .. Fixed,
        .. Checks.SelectMany(check => (string[])[$"/healthz/{check}", $"/livez/{check}", $"/readyz/{check}"]),
        .. registry.Groups.Where(g => g.Name.Length > 0).SelectMany(g => g.Versions.Select(v => $"/apis/{g.Name}/{v}").Prepend($"/apis/{g.Name}")),
    ];
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.OpenApi;

/// <summary>
/// The documents of OpenAPI v3 are those of kube-apiserver 1.36 but for descriptions. What is recorded is the digest of each: of its JSON
/// with names in the order of the alphabet, without quotes, white space and descriptions.
/// </summary>
public sealed class RecordedDocumentTests : IAsyncLifetime
{
    private static readonly string Recorded = Path.Combine(Repository.Root, "tests/Slipway.ApiServer.Tests/OpenApi/recorded.txt");

    private EngineFixture _engine = null!;

    public static TheoryData<string, string> Documents() =>
        [.. File.ReadLines(Recorded).Select(line => line.Split(' ')).Select(words => (words[0], words[1]))];

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [MemberData(nameof(Documents))]
    public void V3_OfABuiltInGroup_IsKubernetes(string name, string digest)
    {
        var document = JsonNode.Parse(_engine.Server.GetDocument($"/openapi/v3/{name}")!.Json.Span)!;

        var text = new StringBuilder();
        Write(document, text);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))));
    }

    [Fact]
    public void Index_HasEveryRecordedDocument()
    {
        var index = JsonNode.Parse(_engine.Server.GetDocument("/openapi/v3")!.Json.Span)!["paths"]!.AsObject();

        Assert.Equal(File.ReadLines(Recorded).Select(line => line.Split(' ')[0]), index.Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task V3_OfCustomResources_HasThemAndTheirLists()
    {
        await _engine.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);

        var document = JsonNode.Parse(_engine.Server.GetDocument("/openapi/v3/apis/example.com/v1")!.Json.Span)!;

        var schemas = document["components"]!["schemas"]!;
        var items = schemas["com.example.v1.WidgetList"]!["properties"]!["items"]!["items"]!;
        Assert.Equal("#/components/schemas/com.example.v1.Widget", (string?)items["$ref"]);
        Assert.NotNull(schemas["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"]);
        var patch = document["paths"]!["/apis/example.com/v1/namespaces/{namespace}/widgets/{name}"]!["patch"]!;
        Assert.Equal("patchExampleComV1NamespacedWidget", (string?)patch["operationId"]);
        Assert.DoesNotContain("application/strategic-merge-patch+json", patch["requestBody"]!["content"]!.AsObject().Select(c => c.Key));
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject map:
                text.Append('{');
                var isFirst = true;
                foreach (var (name, value) in map.Where(p => !IsDescription(p)).OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? "" : ",").Append(name).Append(':');
                    Write(value, text);
                    isFirst = false;
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(list[i], text);
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToString() ?? "null");
                break;
        }
    }

    private static bool IsDescription(KeyValuePair<string, JsonNode?> property) =>
        property.Key == "description" && property.Value?.GetValueKind() == JsonValueKind.String;
}

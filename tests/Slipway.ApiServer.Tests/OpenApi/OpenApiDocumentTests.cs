using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.OpenApi;

public sealed class OpenApiDocumentTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task V2_WithADefinition_HasItsSchemaAndPaths()
    {
        await _engine.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);

        var document = JsonNode.Parse(Document("/openapi/v2").Json.Span)!;

        Assert.Equal("2.0", (string?)document["swagger"]);
        var widget = document["definitions"]!["com.example.v1.Widget"]!;
        Assert.Equal("integer", (string?)widget["properties"]!["spec"]!["properties"]!["size"]!["type"]);
        Assert.Null(widget["properties"]!["spec"]!["properties"]!["size"]!["default"]);
        Assert.Equal("#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", (string?)widget["properties"]!["metadata"]!["$ref"]);
        var patch = document["paths"]!["/apis/example.com/v1/namespaces/{namespace}/widgets/{name}"]!["patch"]!;
        Assert.Equal("Widget", (string?)patch["x-kubernetes-group-version-kind"]!["kind"]);
        Assert.Contains("fieldValidation", patch["parameters"]!.AsArray().Select(p => (string?)p!["name"]));
    }

    [Theory]
    [InlineData("/openapi/v2", 9)]
    [InlineData("/openapi/v3/api/v1", 5)]
    public void Protobuf_OfADocument_HasItsSchemasByName(string path, int field)
    {
        var document = Document(path);

        var names = Names(Find(document.Protobuf!.Value.Span, field), path.EndsWith("v2", StringComparison.Ordinal));

        var schemas = JsonNode.Parse(document.Json.Span)!;
        Assert.Equal((schemas["definitions"] ?? schemas["components"]!["schemas"])!.AsObject().Select(s => s.Key), names);
    }

    [Fact]
    public void ETag_OfTheSameContent_StaysTheSame() => Assert.Equal(Document("/openapi/v3").ETag, Document("/openapi/v3/").ETag);

    [Fact]
    public async Task Root_ListsThePaths()
    {
        await _engine.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);

        var paths = JsonNode.Parse(Document("/").Json.Span)!["paths"]!.AsArray().Select(p => (string)p!).ToList();

        Assert.Empty(new[] { "/api/v1", "/apis/apps", "/apis/apps/v1", "/apis/example.com/v1", "/readyz/etcd" }.Except(paths));
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
    }

    private static List<string> Names(ReadOnlySpan<byte> owner, bool isV2)
    {
        var names = new List<string>();
        for (var input = new ProtobufInput(isV2 ? owner : Find(owner, 1)); !input.IsAtEnd;)
        {
            names.Add(Encoding.UTF8.GetString(Find(input.ReadField().Run, 1)));
        }

        return names;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int number)
    {
        for (var input = new ProtobufInput(message); !input.IsAtEnd;)
        {
            var field = input.ReadField();
            if (field.Number == number)
            {
                return field.Run;
            }
        }

        throw new InvalidOperationException($"there is no field {number}");
    }

    private ApiDocument Document(string path) => _engine.Server.GetDocument(path)!;
}

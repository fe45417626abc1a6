using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class WebhookMatchingTests : IAsyncLifetime
{
    private static readonly ResourceType Namespaces = new(new GroupVersionKind("", "v1", "Namespace"), "namespaces", Namespaced: false);

    private AdmissionFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await AdmissionFixture.StartAsync();
        _fixture.Hooks.Allows("/v");
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("", "v1", "configmaps", "CREATE", "*", true)]
    [InlineData("*", "*", "*", "*", "Namespaced", true)]
    [InlineData("*", "*", "*/*", "*", "*", true)]
    [InlineData("", "v1", "configmaps/*", "*", "*", true)]
    [InlineData("", "v1", "configmaps/status", "*", "*", false)]
    [InlineData("", "v1", "secrets", "*", "*", false)]
    [InlineData("apps", "v1", "configmaps", "*", "*", false)]
    [InlineData("", "v2", "configmaps", "*", "*", false)]
    [InlineData("", "v1", "configmaps", "UPDATE", "*", false)]
    [InlineData("", "v1", "configmaps", "*", "Cluster", false)]
    public async Task ARule_IsAboutWhatItNames(string group, string version, string resource, string operation, string scope, bool asked)
    {
        var rule = new JsonObject
        {
            ["apiGroups"] = new JsonArray(group), ["apiVersions"] = new JsonArray(version), ["resources"] = new JsonArray(resource),
            ["operations"] = new JsonArray(operation), ["scope"] = scope,
        };
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v", new JsonObject { ["rules"] = new JsonArray(rule) }.ToJsonString());

        await _fixture.CreateAsync();

        Assert.Equal(asked, _fixture.Hooks.Seen.Count == 1);
    }

    [Theory]
    [InlineData("""{"matchLabels":{"kubernetes.io/metadata.name":"default"}}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["default"]}]}""", false)]
    public async Task ANamespaceSelector_ChoosesByTheNamespacesLabels(string selector, bool asked)
    {
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v", $$"""{"namespaceSelector":{{selector}}}""");

        await _fixture.CreateAsync();

        Assert.Equal(asked, _fixture.Hooks.Seen.Count == 1);
    }

    [Fact]
    public async Task ANamespaceSelector_ChoosesANamespaceByTheLabelsItIsToHave()
    {
        await _fixture.ConfigureAsync(
            AdmissionFixture.Validating,
            "/v",
            """
            {"namespaceSelector":{"matchLabels":{"team":"a"}},
             "rules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["namespaces"],"operations":["*"]}]}
            """);

        foreach (var team in (string[])["a", "b"])
        {
            await _fixture.Engine.CreateAsync(
                new JsonObject { ["metadata"] = new JsonObject { ["name"] = team, ["labels"] = new JsonObject { ["team"] = team } } }, Namespaces);
        }

        var request = Assert.Single(_fixture.Hooks.Seen).Review["request"]!;
        Assert.Equal(("a", "a"), ((string?)request["name"], (string?)request["namespace"]));
    }

    [Fact]
    public async Task AnObjectSelector_ChoosesByTheObjectAsItIsOrAsItWas()
    {
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v", """{"objectSelector":{"matchLabels":{"mark":"x"}}}""");

        await _fixture.CreateAsync("plain");
        await _fixture.CreateAsync("marked", """{"mark":"x"}""");
        await _fixture.Engine.MergeAsync("marked", """{"metadata":{"labels":{"mark":null}}}""");
        await _fixture.Engine.MergeAsync("marked", """{"data":{"x":"y"}}""");

        Assert.Equal(["CREATE", "UPDATE"], _fixture.Hooks.Seen.Select(s => (string?)s.Review["request"]!["operation"]));
    }

    [Theory]
    [InlineData("Equivalent", true)]
    [InlineData("Exact", false)]
    public async Task ARuleForAnotherVersion_CountsUnlessItMustBeExact(string policy, bool asked)
    {
        var definition = EngineFixture.WidgetDefinition();
        var second = (JsonObject)definition["spec"]!["versions"]![0]!.DeepClone();
        second["name"] = "v2";
        second["storage"] = false;
        definition["spec"]!["versions"]!.AsArray().Add((JsonNode)second);
        await _fixture.Engine.CreateAsync(definition, BuiltInTypes.CustomResourceDefinition);
        await _fixture.ConfigureAsync(
            AdmissionFixture.Validating,
            "/v",
            $$"""
            {"matchPolicy":"{{policy}}",
             "rules":[{"apiGroups":["example.com"],"apiVersions":["v2"],"resources":["widgets"],"operations":["CREATE"]}]}
            """);

        await _fixture.Engine.CreateAsync(
            new JsonObject { ["metadata"] = new JsonObject { ["name"] = "w", ["namespace"] = "default" } }, EngineFixture.Widget);

        Assert.Equal(asked, _fixture.Hooks.Seen.Count == 1);
        if (asked)
        {
            var request = _fixture.Hooks.Seen[0].Review["request"]!;
            Assert.Equal(
                ("v2", "v1", "v2", "v1", "example.com/v2"),
                ((string?)request["kind"]!["version"], (string?)request["requestKind"]!["version"], (string?)request["resource"]!["version"],
                    (string?)request["requestResource"]!["version"], (string?)request["object"]!["apiVersion"]));
        }
    }

    [Fact]
    public async Task AService_LeadsToItsReadyEndpoints_UnderItsOwnName()
    {
        await using var fixture = await AdmissionFixture.StartAsync(options: null, "hook.default.svc");
        fixture.Hooks.Allows("/v");
        var webhook = fixture.Webhook("/v");
        webhook["clientConfig"] = new JsonObject
        {
            ["service"] = new JsonObject { ["namespace"] = "default", ["name"] = "hook", ["path"] = "/v" }, ["caBundle"] = WebhookServer.CaBundle,
        };
        await fixture.ConfigureAsync(AdmissionFixture.Validating, "config", webhook);
        const string Called = "Internal error occurred: failed calling webhook \"hook.example.com\": failed to call webhook: "
            + "Post \"https://hook.default.svc:443/v?timeout=10s\": ";

        Assert.Equal(Called + "service \"hook\" not found", (await fixture.RefusedAsync()).Message);

        await CreateAsync(fixture, "", "Service", "services", """{"metadata":{"name":"hook"},"spec":{"ports":[{"port":444,"name":"https"}]}}""");
        Assert.Equal(Called + "no service port 443 found for service \"hook\"", (await fixture.RefusedAsync()).Message);

        await fixture.Engine.MergeAsync("hook", """{"spec":{"ports":[{"port":443,"name":"https"}]}}""", Type("", "Service", "services"));
        Assert.Equal(Called + "no endpoints available for service \"hook\"", (await fixture.RefusedAsync()).Message);

        await CreateAsync(fixture, "discovery.k8s.io", "EndpointSlice", "endpointslices", $$$"""
            {"metadata":{"name":"hook-1","labels":{"kubernetes.io/service-name":"hook"}},"addressType":"IPv4",
             "ports":[{"name":"https","port":{{{fixture.Hooks.Port}}},"protocol":"TCP"}],
             "endpoints":[{"addresses":["192.0.2.1"],"conditions":{"ready":false}},{"addresses":["127.0.0.1"],"conditions":{"ready":true}}]}
            """);
        await fixture.CreateAsync();
        Assert.Single(fixture.Hooks.Seen);
    }

    private static ResourceType Type(string group, string kind, string plural) => new(new GroupVersionKind(group, "v1", kind), plural, Namespaced: true);

    private static Task CreateAsync(AdmissionFixture fixture, string group, string kind, string plural, string json)
    {
        var obj = (JsonObject)JsonNode.Parse(json)!;
        obj["metadata"]!["namespace"] = "default";
        return fixture.Engine.CreateAsync(obj, Type(group, kind, plural));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Http.Bodies;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public class ObjectWriteTests
{
    [Fact]
    public async Task Create_OfANamedObject_GivesItIdentityAndManagers()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var created = await fixture.CreateAsync(EngineFixture.ConfigMap("a", ("k", "v")));

        Assert.NotEmpty(created.Metadata.Uid);
        Assert.NotNull(created.Metadata.CreationTimestamp);
        Assert.Equal("test", (string?)created.ToJsonObject()["metadata"]!["managedFields"]![0]!["manager"]);
    }

    [Fact]
    public async Task Create_WithGenerateName_DrawsASuffix()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = EngineFixture.ConfigMap("");
        body["metadata"]!["generateName"] = "gen-";

        var created = await fixture.CreateAsync(body);

        Assert.Matches("^gen-[a-z0-9]{5}$", created.Metadata.Name);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"Bad_Name"}}""", 422, "lowercase RFC 1123 subdomain")]
    [InlineData("""{"metadata":{"name":"a","labels":{"bad key!":"x"}}}""", 422, "name part must consist of alphanumeric characters")]
    [InlineData("""{"metadata":{"name":"a","finalizers":["plain"]}}""", 422, "neither a standard finalizer name")]
    [InlineData("""{"metadata":{"name":"a","resourceVersion":"1"}}""", 500, "resourceVersion should not be set")]
    [InlineData("""{"metadata":{"name":"a"},"kind":"Secret"}""", 400, "unknown conversion")]
    [InlineData("""{"metadata":{"name":"a"},"data":{"k":1}}""", 400, "cannot be handled as a ConfigMap")]
    public async Task Create_OfABadObject_IsRefusedWithTheReason(string json, int code, string text)
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = (JsonObject)JsonNode.Parse(json)!;
        body["metadata"]!["namespace"] = "default";

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(body));

        Assert.Equal(code, refusal.Status.Code);
        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithNullInAMap_HasTheEmptyText()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = (JsonObject)JsonNode.Parse("""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default","labels":{"l":null},"annotations":null},"data":{"k":null}}
            """)!;

        var created = (await fixture.CreateAsync(body)).ToJsonObject();

        Assert.Equal("""{"l":""}""", created["metadata"]!["labels"]!.ToJsonString());
        Assert.Equal("""{"k":""}""", created["data"]!.ToJsonString());
        Assert.False(created["metadata"]!.AsObject().ContainsKey("annotations"));
    }

    [Fact]
    public async Task Create_RefusedAfterAWarning_TellsBoth()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var request = new CreateRequest
        {
            Resource = new ResourceReference("", "v1", "configmaps"),
            Namespace = "default",
            Body = RequestBody.FromUtf8("""{"metadata":{"name":"a","finalizers":["zz"]},"dta":{}}"""u8.ToArray()),
        };

        var refusal = await Assert.ThrowsAsync<KubeApiException>(async () => await fixture.Server.CreateAsync(request, EngineFixture.Token));

        Assert.Equal(422, refusal.Status.Code);
        Assert.Equal(["unknown field \"dta\""], refusal.Warnings);
    }

    [Fact]
    public async Task Create_InANamespaceThatIsNotThere_IsNotFound()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = EngineFixture.ConfigMap("a");
        body["metadata"]!["namespace"] = "nowhere";

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(body));

        Assert.Equal("namespaces \"nowhere\" not found", refusal.Message);
    }

    [Fact]
    public async Task Create_WithRepeatedField_IsRefusedWhenStrictOnly()
    {
        await using var fixture = await EngineFixture.StartAsync();
        CreateRequest Request(string name, string validation) => new()
        {
            Resource = new ResourceReference("", "v1", "configmaps"),
            Namespace = "default",
            FieldValidation = validation,
            Body = RequestBody.FromUtf8(System.Text.Encoding.UTF8.GetBytes(
                $$$"""{"metadata":{"name":"{{{name}}}"},"data":{"k":"1","k":"2"},"dta":{}}""")),
        };

        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            async () => await fixture.Server.CreateAsync(Request("a", "Strict"), EngineFixture.Token));
        var warned = await fixture.Server.CreateAsync(Request("b", ""), EngineFixture.Token);

        Assert.Contains("strict decoding error: duplicate field \"data.k\", unknown field \"dta\"", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["duplicate field \"data.k\"", "unknown field \"dta\""], warned.Warnings);
        Assert.Equal("2", (string?)warned.Object.ToJsonObject()["data"]!["k"]);
    }

    [Theory]
    [InlineData("{\"metadata\":", "couldn't get version/kind; json parse error: unexpected end of JSON input ({\"metadata\":)")]
    [InlineData("", "couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)")]
    [InlineData("[]", "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" } (5b5d)")]
    [InlineData("{\"kind\":5,\"metadata\":{\"name\":\"a\"}}", "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string ({\"kind\":5,\"metadata\":{\"name\":\" ...)")]
    public async Task Create_OfWhatIsNoObject_SaysWhereTheTextIsWrong(string body, string why)
    {
        await using var fixture = await EngineFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(async () => await fixture.Server.CreateAsync(Of(Utf8(body)), EngineFixture.Token));

        Assert.Equal((400, "the object provided is unrecognized (must be of type ConfigMap): " + why), (refusal.Status.Code, refusal.Status.Message));
    }

    [Fact]
    public async Task Create_OfYamlWithRepeatedKeys_IsRefusedWhenStrictOnly()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = YamlBody.ToJson(Encoding.UTF8.GetBytes("metadata:\n  name: a\n  name: b\ndata:\n  k: x\n  k: z\n"));

        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            async () => await fixture.Server.CreateAsync(Of(body) with { FieldValidation = "Strict" }, EngineFixture.Token));
        var warned = await fixture.Server.CreateAsync(Of(body), EngineFixture.Token);

        Assert.EndsWith(
            "strict decoding error: yaml: unmarshal errors:\n  line 3: key \"name\" already set in map\n  line 6: key \"k\" already set in map",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Equal(["line 3: key \"name\" already set in map", "line 6: key \"k\" already set in map"], warned.Warnings);
        Assert.Equal("b", warned.Object.Metadata.Name);
    }

    [Fact]
    public async Task Create_OfBrokenYaml_SaysWhatItShouldBe()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            async () => await fixture.Server.CreateAsync(Of(YamlBody.ToJson("a: [b"u8.ToArray())), EngineFixture.Token));

        Assert.StartsWith(
            "the object provided is unrecognized (must be of type ConfigMap): error converting YAML to JSON: yaml: line ",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(" (613a205b62)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OfAnOlderVersion_Conflicts()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var first = await fixture.CreateAsync(EngineFixture.ConfigMap("a", ("k", "1")));
        await fixture.MergeAsync("a", """{"data":{"k":"2"}}""");

        var stale = first.ToJsonObject();
        stale["data"]!["k"] = "3";
        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            () => fixture.Client.UpdateAsync(BuiltInTypes.ConfigMap, stale, WriteOptions.Default, EngineFixture.Token));

        Assert.True(refusal.IsConflict);
    }

    [Fact]
    public async Task Patch_ThatChangesNothing_KeepsTheVersion()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var created = await fixture.CreateAsync(EngineFixture.ConfigMap("a", ("k", "1")));
        var revision = fixture.Store.Revision;

        var patched = await fixture.MergeAsync("a", """{"data":{"k":"1"}}""");

        Assert.Equal(created.Metadata.ResourceVersion, patched.Metadata.ResourceVersion);
        Assert.Equal(revision, fixture.Store.Revision);
    }

    [Fact]
    public async Task Patch_ByManyAtOnce_LosesNone()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.ConfigMap("a"));

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            await Task.Yield();
            await fixture.MergeAsync("a", $$$"""{"data":{"k{{{i}}}":"v"}}""");
        }));

        var patched = await fixture.Client.GetAsync(BuiltInTypes.ConfigMap, new ObjectKey("default", "a"), EngineFixture.Token);
        Assert.Equal(32, patched.ToJsonObject()["data"]!.AsObject().Count);
    }

    [Fact]
    public async Task Apply_OfWhatIsNotThere_CreatesItAndConflictsWithOthersLater()
    {
        await using var fixture = await EngineFixture.StartAsync();
        Task<KubeObject> ApplyAsync(string manager, string value) => fixture.Client.PatchAsync(
            BuiltInTypes.ConfigMap,
            new ObjectKey("default", "a"),
            KubePatch.Apply(EngineFixture.ConfigMap("a", ("k", value))),
            new WriteOptions { FieldManager = manager },
            EngineFixture.Token);

        await ApplyAsync("one", "1");
        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => ApplyAsync("two", "2"));

        Assert.True(refusal.IsConflict);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .data.k", refusal.Message);
    }

    [Fact]
    public async Task Write_WithDryRun_StoresNothing()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var revision = fixture.Store.Revision;

        var answer = await fixture.Client.CreateAsync(
            BuiltInTypes.ConfigMap, EngineFixture.ConfigMap("a"), new WriteOptions { DryRun = true }, EngineFixture.Token);

        Assert.NotEmpty(answer.Metadata.Uid);
        Assert.Equal(revision, fixture.Store.Revision);
    }

    private static RequestBody Utf8(string json) => RequestBody.FromUtf8(Encoding.UTF8.GetBytes(json));

    private static CreateRequest Of(RequestBody body) =>
        new() { Resource = new ResourceReference("", "v1", "configmaps"), Namespace = "default", Body = body };
}

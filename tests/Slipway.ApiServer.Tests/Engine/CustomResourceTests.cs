using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public class CustomResourceTests
{
    [Fact]
    public async Task Create_OfADefinition_ServesItsResourceAtOnce()
    {
        await using var fixture = await EngineFixture.StartAsync();

        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        var widget = await fixture.CreateAsync(Widget("a", """{"extra":1}"""), EngineFixture.Widget);

        var json = widget.ToJsonObject();
        Assert.Equal(3, (int?)json["spec"]!["size"]);
        Assert.False(json["spec"]!.AsObject().ContainsKey("extra"));
        Assert.Equal(1, widget.Metadata.Generation);
        Assert.Contains("\"name\":\"widgets\"", await fixture.Client.GetRawAsync("/apis/example.com/v1", EngineFixture.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_OfTheStatus_LeavesSpecAndGenerationAlone()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        await fixture.CreateAsync(Widget("a", "{}"), EngineFixture.Widget);

        var status = await fixture.MergeAsync("a", """{"spec":{"size":9},"status":{"phase":"Ready"}}""", EngineFixture.Widget, "status");
        var spec = await fixture.MergeAsync("a", """{"spec":{"size":9},"status":{"phase":"Lost"}}""", EngineFixture.Widget);

        Assert.Equal((3, "Ready"), ((int)status.ToJsonObject()["spec"]!["size"]!, (string)status.ToJsonObject()["status"]!["phase"]!));
        Assert.Equal(1, status.Metadata.Generation);
        Assert.Equal((9, "Ready"), ((int)spec.ToJsonObject()["spec"]!["size"]!, (string)spec.ToJsonObject()["status"]!["phase"]!));
        Assert.Equal(2, spec.Metadata.Generation);
    }

    [Fact]
    public async Task Create_AgainstTheSchema_IsInvalidNamingTheField()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);

        var refusal = await Assert.ThrowsAsync<KubeApiException>(
            () => fixture.CreateAsync(Widget("a", """{"size":"big"}"""), EngineFixture.Widget));

        Assert.Equal("spec.size", refusal.Status.Details!.Causes[0].Field);
        Assert.StartsWith("Widget.example.com \"a\" is invalid: spec.size: Invalid value", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_StrategicOfACustomResource_IsUnsupported()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        await fixture.CreateAsync(Widget("a", "{}"), EngineFixture.Widget);

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.Client.PatchAsync(
            EngineFixture.Widget,
            new ObjectKey("default", "a"),
            new KubePatch(PatchType.StrategicMerge, new JsonObject()),
            WriteOptions.Default,
            EngineFixture.Token));

        Assert.Equal(415, refusal.Status.Code);
    }

    [Fact]
    public async Task Create_OfADefinitionWithTakenNames_IsNotEstablished()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);

        var second = await fixture.CreateAsync(EngineFixture.WidgetDefinition("Wadget"), BuiltInTypes.CustomResourceDefinition);

        var conditions = second.ToJsonObject()["status"]!["conditions"]!.AsArray();
        Assert.Equal("ShortNamesConflict", (string?)conditions[0]!["reason"]);
        Assert.Equal("False", (string?)conditions[1]!["status"]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Delete_OfADefinition_DeletesItsObjectsFirst()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        var body = Widget("a", "{}");
        body["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await fixture.CreateAsync(body, EngineFixture.Widget);

        await fixture.Client.DeleteAsync(
            BuiltInTypes.CustomResourceDefinition, ObjectKey.ClusterScoped("widgets.example.com"), DeleteOptions.Default, EngineFixture.Token);
        await fixture.WaitAsync("a", o => o is { IsDeleting: true }, EngineFixture.Widget);
        await fixture.MergeAsync("a", """{"metadata":{"finalizers":null}}""", EngineFixture.Widget);
        await fixture.WaitGoneAsync("widgets.example.com", BuiltInTypes.CustomResourceDefinition);

        // The watch may tell of the deletion a moment before whoever committed it has taken the resource out of service.
        while (fixture.Server.ServesGroupVersion("example.com", "v1"))
        {
            EngineFixture.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Restart_WithDefinitionsInTheStore_ServesThem()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        await fixture.CreateAsync(Widget("a", "{}"), EngineFixture.Widget);

        await fixture.RestartAsync();

        Assert.Equal("a", (await fixture.Client.GetAsync(EngineFixture.Widget, new ObjectKey("default", "a"), EngineFixture.Token)).Metadata.Name);
    }

    private static JsonObject Widget(string name, string spec) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" }, ["spec"] = JsonNode.Parse(spec),
    };
}

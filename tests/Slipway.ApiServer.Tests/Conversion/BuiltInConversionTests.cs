using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Conversion;

public sealed class BuiltInConversionTests : IAsyncLifetime
{
    private static readonly ResourceType CoreEvent = new(new GroupVersionKind("", "v1", "Event"), "events", Namespaced: true);
    private static readonly ResourceType NewEvent = new(new GroupVersionKind("events.k8s.io", "v1", "Event"), "events", Namespaced: true);
    private static readonly ResourceType AutoscalerV1 = Autoscaler("v1");
    private static readonly ResourceType AutoscalerV2 = Autoscaler("v2");
    private static readonly ObjectKey Key = new("default", "a");

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task AnEvent_OfTheNewGroup_IsThereInTheCoreGroupToo()
    {
        await _engine.CreateAsync(Event(), NewEvent);

        var core = await JsonAsync(CoreEvent);

        Assert.Equal(
            """{"kind":"Pod","namespace":"default","name":"p"} said Started Normal c i {} null 2026-01-01T00:00:00.000001Z""",
            $"{core["involvedObject"]!.ToJsonString()} {core["message"]} {core["reason"]} {core["type"]} {core["reportingComponent"]} "
            + $"{core["reportingInstance"]} {core["source"]!.ToJsonString()} {core["lastTimestamp"]?.ToJsonString() ?? "null"} {core["eventTime"]}");
        Assert.Equal("v1", (string?)core["apiVersion"]);
    }

    [Fact]
    public async Task AnEvent_OfTheCoreGroup_IsThereInTheNewGroupToo()
    {
        await _engine.CreateAsync(
            (JsonObject)JsonNode.Parse(
                """{"metadata":{"name":"a","namespace":"default"},"involvedObject":{"kind":"Pod","namespace":"default"},"message":"m","count":3,"source":{"component":"kubelet"},"firstTimestamp":"2026-01-01T00:00:00Z"}""")!,
            CoreEvent);

        var shown = await JsonAsync(NewEvent);

        Assert.Equal(
            """{"kind":"Pod","namespace":"default"} m 3 {"component":"kubelet"} 2026-01-01T00:00:00Z""",
            $"{shown["regarding"]!.ToJsonString()} {shown["note"]} {shown["deprecatedCount"]} {shown["deprecatedSource"]!.ToJsonString()} {shown["deprecatedFirstTimestamp"]}");
        var list = await _engine.Client.ListAsync(
            NewEvent, "default", new ListOptions { FieldSelector = "regarding.kind=Pod" }, EngineFixture.Token);
        Assert.Equal("events.k8s.io/v1", Assert.Single(list.Items).Kind.ApiVersion);
    }

    [Fact]
    public async Task AnEvent_OfTheNewGroup_MayNotBeOfTheOldKind()
    {
        var old = Event();
        old.Remove("eventTime");
        old["deprecatedCount"] = 2;

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _engine.CreateAsync(old, NewEvent));

        Assert.Equal(
            ["eventTime: Required value", "count: Invalid value: \"\": needs to be unset"],
            refused.Status.Details!.Causes.Select(c => $"{c.Field}: {c.Message}"));
    }

    [Fact]
    public async Task AnEvent_OfTheNewGroup_MayChangeItsSeriesOnly()
    {
        await _engine.CreateAsync(Event(), NewEvent);

        await _engine.MergeAsync("a", """{"series":{"count":2,"lastObservedTime":"2026-01-01T00:00:01.000000Z"}}""", NewEvent);
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _engine.MergeAsync("a", """{"note":"other"}""", NewEvent));

        Assert.Equal("message", Assert.Single(refused.Status.Details!.Causes).Field);
        Assert.Equal(2, (int?)(await JsonAsync(CoreEvent))["series"]!["count"]);
    }

    [Fact]
    public async Task AnAutoscaler_OfV1_HasItsLoadAsAMetricInV2()
    {
        await _engine.CreateAsync(
            (JsonObject)JsonNode.Parse(
                """{"metadata":{"name":"a","namespace":"default"},"spec":{"maxReplicas":3,"targetCPUUtilizationPercentage":50,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"}}}""")!,
            AutoscalerV1);

        Assert.Equal(
            """[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50}}}]""",
            (await JsonAsync(AutoscalerV2))["spec"]!["metrics"]!.ToJsonString());
        Assert.Equal(50, (int?)(await JsonAsync(AutoscalerV1))["spec"]!["targetCPUUtilizationPercentage"]);
    }

    [Fact]
    public async Task AnAutoscaler_OfV2_KeepsWhatV1DoesNotKnow()
    {
        const string Metrics =
            """[{"type":"Pods","pods":{"metric":{"name":"hits"},"target":{"type":"AverageValue","averageValue":"5"}}},{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}}]""";
        await _engine.CreateAsync(
            (JsonObject)JsonNode.Parse(
                $$$$"""{"metadata":{"name":"a","namespace":"default"},"spec":{"maxReplicas":3,"metrics":{{{{Metrics}}}},"behavior":{"scaleDown":{"selectPolicy":"Disabled"}},"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"}}}""")!,
            AutoscalerV2);
        var before = await JsonAsync(AutoscalerV2);

        var v1 = await JsonAsync(AutoscalerV1);
        v1["spec"]!["maxReplicas"] = 4;
        await _engine.Client.UpdateAsync(AutoscalerV1, v1, WriteOptions.Default, EngineFixture.Token);

        Assert.Equal(70, (int?)v1["spec"]!["targetCPUUtilizationPercentage"]);
        var after = await JsonAsync(AutoscalerV2);
        Assert.Null(after["metadata"]!["annotations"]);
        Assert.True(JsonNode.DeepEquals(before["spec"]!["behavior"], after["spec"]!["behavior"]), after.ToJsonString());
        Assert.Equal(["Pods", "Resource"], after["spec"]!["metrics"]!.AsArray().Select(m => (string?)m!["type"]));
    }

    private static ResourceType Autoscaler(string version) =>
        new(new GroupVersionKind("autoscaling", version, "HorizontalPodAutoscaler"), "horizontalpodautoscalers", Namespaced: true);

    private static JsonObject Event() => (JsonObject)JsonNode.Parse(
        """{"metadata":{"name":"a","namespace":"default"},"regarding":{"kind":"Pod","namespace":"default","name":"p"},"note":"said","reason":"Started","action":"Start","type":"Normal","reportingController":"c","reportingInstance":"i","eventTime":"2026-01-01T00:00:00.000001Z"}""")!;

    private async Task<JsonObject> JsonAsync(ResourceType type) => (await _engine.Client.GetAsync(type, Key, EngineFixture.Token)).ToJsonObject();
}

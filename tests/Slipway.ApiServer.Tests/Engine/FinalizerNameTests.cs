using System.Text.Json.Nodes;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public sealed class FinalizerNameTests
{
    [Fact]
    public async Task ConfigMap_WithAFinalizerWithoutDomain_IsRefused()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = EngineFixture.ConfigMap("a");
        body["metadata"]!["finalizers"] = new JsonArray("cleanup.example.com");

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(body));

        Assert.Contains("name is neither a standard finalizer name nor is it fully qualified", refusal.Message, StringComparison.Ordinal);
    }

    // The finalizer by which a definition's objects are deleted first is such a one.
    [Fact]
    public async Task Definition_WithAFinalizerWithoutDomain_IsTaken()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var type = new ResourceType(
            new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition"), "customresourcedefinitions", Namespaced: false);
        var body = EngineFixture.WidgetDefinition();
        body["metadata"]!["finalizers"] = new JsonArray("customresourcecleanup.apiextensions.k8s.io");

        var created = await fixture.CreateAsync(body, type);

        Assert.Equal(["customresourcecleanup.apiextensions.k8s.io"], created.Metadata.Finalizers);
    }
}

using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public sealed class ApiServiceTests
{
    private static readonly ResourceType ApiService =
        new(new GroupVersionKind("apiregistration.k8s.io", "v1", "APIService"), "apiservices", Namespaced: false);

    [Fact]
    public async Task List_OfApiServices_HasWhatIsServed()
    {
        await using var fixture = await EngineFixture.StartAsync();
        Assert.DoesNotContain("v1.example.com", await NamesAsync(fixture));

        await fixture.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);

        var names = await NamesAsync(fixture);
        Assert.Superset(new HashSet<string> { "v1.", "v1.apps", "v1.autoscaling", "v2.autoscaling", "v1.example.com" }, names.ToHashSet());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        var service = (await fixture.Client.GetAsync(ApiService, new ObjectKey("", "v1.apps"), EngineFixture.Token)).ToJsonObject();
        Assert.Equal(17800, (int?)service["spec"]!["groupPriorityMinimum"]);
        Assert.Equal("True", (string?)service["status"]!["conditions"]![0]!["status"]);
    }

    [Fact]
    public async Task AWrite_OfAnApiService_IsRefused()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var refused = await Assert.ThrowsAsync<KubeApiException>(
            () => fixture.Client.DeleteAsync(ApiService, new ObjectKey("", "v1.apps"), new DeleteOptions(), EngineFixture.Token));

        Assert.Equal(405, refused.Status.Code);
    }

    private static async Task<List<string>> NamesAsync(EngineFixture fixture) =>
        [.. (await fixture.Client.ListAsync(ApiService, null, ListOptions.All, EngineFixture.Token)).Items.Select(o => o.Metadata.Name)];
}

using Slipway.ApiServer.Client;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Client;

public sealed class InProcessAccessTests
{
    [Fact]
    public async Task Client_OfAUserWithoutRoles_IsRefusedAsOverHttp()
    {
        await using var server = await EngineFixture.StartAsync();
        var client = new InProcessKubeClient(server.Server, new RequestUser("joe", ["system:authenticated"]));

        var refused = await Assert.ThrowsAsync<KubeApiException>(() =>
            client.ListAsync(BuiltInTypes.Secret, "default", ListOptions.All, EngineFixture.Token));

        Assert.Equal(403, refused.Status.Code);
        Assert.Equal(
            "secrets is forbidden: User \"joe\" cannot list resource \"secrets\" in API group \"\" in the namespace \"default\"", refused.Status.Message);
        await Assert.ThrowsAsync<KubeApiException>(() =>
            client.CreateAsync(BuiltInTypes.ConfigMap, EngineFixture.ConfigMap("a"), WriteOptions.Default, EngineFixture.Token));
        await Assert.ThrowsAsync<KubeApiException>(() =>
            client.DeleteAsync(BuiltInTypes.ConfigMap, new ObjectKey("default", "a"), DeleteOptions.Default, EngineFixture.Token));
    }
}

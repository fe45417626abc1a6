using System.Text.Json.Nodes;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public sealed class ServiceAddressTests
{
    private static readonly ResourceType Services = new(new GroupVersionKind("", "v1", "Service"), "services", Namespaced: true);

    [Fact]
    public async Task Create_OfServicesAtOnce_GivesAnAddressAndAPortToOneOnly()
    {
        await using var fixture = await EngineFixture.StartAsync();

        for (var round = 1; round <= 20; round++)
        {
            var (address, port) = ($"10.96.7.{round}", 30000 + round);
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => IsMadeAsync(fixture, $"s{round}-{i}", address, port)));

            Assert.Single(made, isMade => isMade);
        }
    }

    [Fact]
    public async Task Create_AfterARefusal_MayTakeTheAddress()
    {
        await using var fixture = await EngineFixture.StartAsync();

        Assert.True(await IsMadeAsync(fixture, "first", "10.96.7.1", 30001));
        Assert.False(await IsMadeAsync(fixture, "second", "10.96.7.2", 30001));
        Assert.True(await IsMadeAsync(fixture, "third", "10.96.7.2", 30002));
    }

    private static async Task<bool> IsMadeAsync(EngineFixture fixture, string name, string address, int port)
    {
        var service = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
            ["spec"] = new JsonObject
            {
                ["type"] = "NodePort",
                ["clusterIP"] = address,
                ["ports"] = new JsonArray((JsonNode)new JsonObject { ["port"] = 80, ["nodePort"] = port }),
            },
        };
        await Task.Yield();
        try
        {
            await fixture.CreateAsync(service, Services);
            return true;
        }
        catch (KubeApiException e) when (e.Status.Code == 422)
        {
            return false;
        }
    }
}

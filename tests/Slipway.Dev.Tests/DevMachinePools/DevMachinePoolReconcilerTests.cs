using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.DevMachinePools;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Testing.Clients;

namespace Slipway.Dev.Tests.DevMachinePools;

/// <summary>What a pass sees before it decides.</summary>
public sealed class DevMachinePoolReconcilerTests
{
    [Fact]
    public async Task Surplus_MachineChosenAMomentAgo_GoesThoughTheCacheHasNotSeenTheChoice()
    {
        var cache = new SeenObjects(Objects(chosen: false));
        var server = new SeenObjects(Objects(chosen: true));
        var pool = new DevMachinePool
        {
            Metadata = new V1ObjectMeta
            {
                Name = "p",
                NamespaceProperty = "default",
                Uid = "pool-uid",
                OwnerReferences = [new V1OwnerReference { Kind = "MachinePool", ApiVersion = "cluster.x-k8s.io/v1beta2", Name = "p", Uid = "u", Controller = true }],
            },
        };

        var scope = await new DevMachinePoolReconciler(new CryptographicRandomSource())
            .ObserveAsync(pool, new ObserveContext(cache, server, default), TestContext.Current.CancellationToken);

        var wanted = Assert.IsType<PhaseResult.Do>(DevMachinePoolPhases.Machines(scope, default));
        Assert.Equal("b", Assert.IsType<Effect.Delete>(Assert.Single(wanted.Effects)).Key.Name);
    }

    private static (ResourceType, KubeObject)[] Objects(bool chosen)
    {
        string Annotations(string name) => chosen && name == "b" ? """{"cluster.x-k8s.io/delete-machine":""}""" : "{}";
        return
        [
            (CoreTypes.MachinePool, Parse("""
                {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachinePool","metadata":{"name":"p","namespace":"default","uid":"u"},
                 "spec":{"clusterName":"demo","replicas":1,"template":{"spec":{"bootstrap":{"dataSecretName":"data"}}}}}
                """)),
            .. new[] { "a", "b" }.SelectMany(name => new (ResourceType, KubeObject)[]
            {
                (DevTypes.DevMachine, Parse($$$"""
                    {"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachine","metadata":{"name":"{{{name}}}","namespace":"default","ownerReferences":[
                      {"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachinePool","name":"p","uid":"pool-uid"},
                      {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","name":"{{{name}}}","uid":"{{{name}}}","controller":true}]},
                     "status":{"initialization":{"provisioned":true} } }
                    """)),
                (CoreTypes.Machine, Parse($$$"""
                    {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","metadata":{"name":"{{{name}}}","namespace":"default","uid":"{{{name}}}",
                     "annotations":{{{Annotations(name)}}} }
                    }
                    """)),
            }),
        ];
    }

    private static KubeObject Parse(string json) => KubeObject.From(JsonNode.Parse(json)!);
}

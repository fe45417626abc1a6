using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.MachinePools;
using Slipway.Core.Tests.Machines;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.MachinePools;

/// <summary>Scopes of a MachinePool for tables.</summary>
internal static class PoolScopes
{
    public static readonly DateTimeOffset Now = MachineScopes.Now;

    public static MachinePool Pool(int replicas = 2, params string[] providerIds) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p", NamespaceProperty = "default", Uid = "pool-uid", Generation = 3 },
        Spec = new MachinePoolSpec
        {
            ClusterName = "demo",
            Replicas = replicas,
            ProviderIDList = [.. providerIds],
            Template = new MachineTemplateSpec
            {
                Spec = new MachineSpec
                {
                    ClusterName = "demo",
                    Bootstrap = new MachineBootstrap { DataSecretName = "data" },
                    InfrastructureRef = new() { ApiGroup = "infrastructure.example.com", Kind = "ScaleSet", Name = "p" },
                },
            },
        },
    };

    public static MachinePoolScope Scope(MachinePool pool, string? infrastructure = null, ContractVersion contract = ContractVersion.V1Beta2) => new()
    {
        Pool = pool,
        Cluster = new Observed<Cluster>.Found(MachineScopes.Cluster()),
        Infrastructure = infrastructure is null
            ? new Observed<ContractObject>.Absent()
            : new Observed<ContractObject>.Found(Part("ScaleSet", "p", infrastructure, contract)),
    };

    public static ContractObject Part(string kind, string name, string fields, ContractVersion contract = ContractVersion.V1Beta2)
    {
        var body = (JsonObject)JsonNode.Parse(fields)!;
        body["apiVersion"] = "infrastructure.example.com/v1";
        body["kind"] = kind;
        body["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = "default",
            ["uid"] = $"{name}-uid",
            ["resourceVersion"] = "7",
            ["labels"] = new JsonObject { ["cluster.x-k8s.io/cluster-name"] = "demo" },
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "cluster.x-k8s.io/v1beta2",
                ["kind"] = "MachinePool",
                ["name"] = "p",
                ["uid"] = "pool-uid",
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            }),
        };
        var type = new ResourceType(new GroupVersionKind("infrastructure.example.com", "v1", kind), KindNames.Plural(kind), Namespaced: true);
        return new ContractObject(new ContractType(type, contract), KubeObject.From(body));
    }

    public static PoolNode Node(string name, string providerId, bool ready = true, string more = "{}")
    {
        var body = (JsonObject)JsonNode.Parse(more)!;
        body["apiVersion"] = "v1";
        body["kind"] = "Node";
        var metadata = (body["metadata"] ??= new JsonObject()).AsObject();
        (metadata["name"], metadata["uid"], metadata["resourceVersion"]) = (name, $"{name}-uid", "5");
        (body["spec"] ??= new JsonObject())["providerID"] = providerId;
        body["status"] = new JsonObject
        {
            ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = "v1.31.0" },
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = ready ? "True" : "False",
                ["lastTransitionTime"] = "2026-05-01T11:59:00Z",
            }),
        };
        var source = KubeObject.From(body);
        return new PoolNode(source, source.To(BuiltInTypes.Node.Json));
    }

    public static PoolNodes Nodes(params PoolNode[] nodes) => new(new Observed<IWorkloadCluster>.Found(new NoWorkload()))
    {
        ByProviderId = System.Collections.Immutable.ImmutableDictionary.ToImmutableDictionary(nodes, n => n.Node.Spec.ProviderID),
    };

    private sealed class NoWorkload : IWorkloadCluster
    {
        public IKubeClient Client => null!;

        public IObjectReader Cache => null!;
    }
}

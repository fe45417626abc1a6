using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Machines;

/// <summary>Scopes of a Machine for tables.</summary>
internal static class MachineScopes
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static Observed<ContractObject> Absent { get; } = new Observed<ContractObject>.Absent();

    public static Observed<ContractObject> Unknown { get; } = new Observed<ContractObject>.Unknown(ErrorCodes.ApiUnavailable, "no answer");

    public static Machine Machine(bool deleting = false) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "m",
            NamespaceProperty = "default",
            Uid = "machine-uid",
            Generation = 1,
            CreationTimestamp = Now.UtcDateTime.AddMinutes(-10),
            DeletionTimestamp = deleting ? Now.UtcDateTime.AddSeconds(-5) : null,
            Labels = new Dictionary<string, string> { ["cluster.x-k8s.io/cluster-name"] = "demo", ["cluster.x-k8s.io/set-name"] = "s" },
        },
        Spec = new MachineSpec
        {
            ClusterName = "demo",
            Version = "v1.31.0",
            Bootstrap = new MachineBootstrap { ConfigRef = new() { ApiGroup = "bootstrap.cluster.x-k8s.io", Kind = "KubeadmConfig", Name = "m" } },
            InfrastructureRef = new() { ApiGroup = "infrastructure.cluster.x-k8s.io", Kind = "DevMachine", Name = "m" },
        },
    };

    public static Cluster Cluster(bool initialized = true) => new()
    {
        Metadata = new V1ObjectMeta { Name = "demo", NamespaceProperty = "default", Uid = "cluster-uid" },
        Spec = new ClusterSpec(),
        Status = new ClusterStatus { Initialization = new() { InfrastructureProvisioned = true, ControlPlaneInitialized = initialized } },
    };

    public static MachineScope Scope(
        Machine? machine = null, Observed<ContractObject>? infrastructure = null, Observed<ContractObject>? bootstrap = null) => new()
    {
        Machine = machine ?? Machine(),
        Cluster = new Observed<Cluster>.Found(Cluster()),
        Infrastructure = infrastructure ?? Absent,
        Bootstrap = bootstrap ?? Absent,
    };

    public static Observed<ContractObject> Part(string kind, string status = "{}", string spec = "{}", bool owned = true, bool deleting = false)
    {
        var group = kind == "DevMachine" ? "infrastructure.cluster.x-k8s.io" : "bootstrap.cluster.x-k8s.io";
        var body = new JsonObject
        {
            ["apiVersion"] = $"{group}/v1beta2",
            ["kind"] = kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = "m",
                ["namespace"] = "default",
                ["uid"] = $"{kind}-uid",
                ["resourceVersion"] = "7",
                ["labels"] = new JsonObject { ["cluster.x-k8s.io/cluster-name"] = "demo" },
                ["ownerReferences"] = owned
                    ? new JsonArray(new JsonObject
                    {
                        ["apiVersion"] = "cluster.x-k8s.io/v1beta2",
                        ["kind"] = "Machine",
                        ["name"] = "m",
                        ["uid"] = "machine-uid",
                        ["controller"] = true,
                        ["blockOwnerDeletion"] = true,
                    })
                    : new JsonArray(),
            },
            ["spec"] = JsonNode.Parse(spec),
            ["status"] = JsonNode.Parse(status),
        };
        if (deleting)
        {
            body["metadata"]!["deletionTimestamp"] = "2026-05-01T11:59:00Z";
        }

        var type = new ContractType(new ResourceType(new GroupVersionKind(group, "v1beta2", kind), KindNames.Plural(kind), true), ContractVersion.V1Beta2);
        return new Observed<ContractObject>.Found(new ContractObject(type, KubeObject.From(body)));
    }
}

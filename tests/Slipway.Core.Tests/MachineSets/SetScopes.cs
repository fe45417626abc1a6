using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineSets;

namespace Slipway.Core.Tests.MachineSets;

/// <summary>MachineSets with Machines for tables.</summary>
internal static class SetScopes
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static MachineSetScope Scope(params Machine[] machines) => new()
    {
        Set = new MachineSet
        {
            Metadata = new V1ObjectMeta { Name = "s", NamespaceProperty = "default", Uid = "s" },
            Spec = new MachineSetSpec
            {
                ClusterName = "demo",
                Replicas = machines.Length,
                Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "x" } },
                Template = new MachineTemplateSpec { Metadata = new ObjectMeta { Labels = new() { ["app"] = "x" } }, Spec = new MachineSpec { ClusterName = "demo" } },
            },
        },
        Cluster = new Observed<Cluster>.Absent(),
        Machines = [.. machines],
    };

    public static Machine Machine(string name, TimeSpan? deletingSince = null) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "default",
            Uid = name,
            ResourceVersion = "7",
            DeletionTimestamp = deletingSince is { } since ? Now.UtcDateTime - since : null,
            Labels = new Dictionary<string, string> { ["app"] = "x", ["cluster.x-k8s.io/cluster-name"] = "demo", ["cluster.x-k8s.io/set-name"] = "s" },
        },
        Spec = new MachineSpec { ClusterName = "demo", Bootstrap = new(), Deletion = new() { NodeDeletionTimeoutSeconds = 10 } },
        Status = new MachineStatus { Conditions = [] },
    };
}

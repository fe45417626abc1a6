using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;
using Slipway.Core.Versions;

namespace Slipway.Core.MachinePools.Report;

/// <summary>A pool's machines and Nodes in numbers.</summary>
internal static class PoolCounts
{
    public static void Fill(MachinePoolScope scope, MachinePool pool, MachinePoolStatus status, DateTimeOffset now)
    {
        if (scope.Infrastructure.ValueOrNull is { Source.IsDeleting: false } infrastructure
            && InfrastructureMachinePoolContract.IsProvisioned(infrastructure))
        {
            status.Replicas = InfrastructureMachinePoolContract.Replicas(infrastructure) ?? status.Replicas;
        }

        if (scope.Nodes.AreKnown)
        {
            FillNodes(scope, status, now);
        }

        if (scope.Infrastructure.ValueOrNull is null)
        {
            return;
        }

        if (scope.HasMachines)
        {
            var counts = MachineCounts.Of(scope.Machines);
            (status.ReadyReplicas, status.AvailableReplicas, status.UpToDateReplicas) = (counts.Ready, counts.Available, counts.UpToDate);
            status.Versions = VersionCount.Of(scope.Machines);
            return;
        }

        (status.ReadyReplicas, status.AvailableReplicas, status.UpToDateReplicas) = (status.Replicas, status.Replicas, pool.Spec!.Replicas);
        if (scope.Nodes.AreKnown)
        {
            status.Versions = VersionCount.Of(Nodes(scope).Select(n => n.KubeletVersion));
        }
    }

    private static void FillNodes(MachinePoolScope scope, MachinePoolStatus status, DateTimeOffset now)
    {
        var nodes = Nodes(scope).ToList();

        // Those that are to go stay until they are gone: nobody else knows of them.
        status.NodeRefs = nodes.Concat(scope.Nodes.Retired).Select(Reference).ToList() is { Count: > 0 } references ? references : null;
        var deprecated = (status.Deprecated ??= new()).V1Beta1 ??= new();
        deprecated.ReadyReplicas = nodes.Count(n => n.IsReady);
        deprecated.AvailableReplicas = nodes.Count(n => n.UntilAvailable(scope.Template.MinReadySeconds ?? 0, now) == TimeSpan.Zero);
        deprecated.UnavailableReplicas = (status.Replicas ?? 0) - deprecated.AvailableReplicas;
    }

    private static IEnumerable<PoolNode> Nodes(MachinePoolScope scope) =>
        scope.ProviderIds.Select(id => scope.Nodes.ByProviderId.GetValueOrDefault(id)).OfType<PoolNode>();

    private static V1ObjectReference Reference(PoolNode node) => new()
    {
        ApiVersion = "v1",
        Kind = "Node",
        Name = node.Source.Metadata.Name,
        Uid = node.Source.Metadata.Uid,
    };
}

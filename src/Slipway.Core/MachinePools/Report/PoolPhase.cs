using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.MachinePools.Report;

/// <summary>The phase of a pool whose status is filled in otherwise. What does not say where it stands leaves it where it was.</summary>
internal static class PoolPhase
{
    public static string Of(MachinePool pool, MachinePoolStatus status)
    {
        if (pool.Metadata.DeletionTimestamp is not null)
        {
            return MachinePoolPhase.Deleting;
        }

        var provisioned = status.Initialization?.InfrastructureProvisioned == true;
        if (provisioned && pool.Spec!.Replicas is { } wanted)
        {
            return Math.Sign(wanted - (status.Deprecated?.V1Beta1?.ReadyReplicas ?? 0)) switch
            {
                0 => MachinePoolPhase.Running,
                // Who sets the replicas otherwise than the spec's author may go either way.
                _ when pool.Metadata.Annotations?.ContainsKey(ClusterAnnotations.ReplicasManagedBy) == true => MachinePoolPhase.Scaling,
                > 0 => MachinePoolPhase.ScalingUp,
                _ => MachinePoolPhase.ScalingDown,
            };
        }

        return status.NodeRefs is { Count: > 0 } ? MachinePoolPhase.Provisioned
            : status.Initialization?.BootstrapDataSecretCreated == true && !provisioned ? MachinePoolPhase.Provisioning
            : status.Phase ?? MachinePoolPhase.Pending;
    }
}

using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Whether there is sense in draining and deleting the Node of a Machine that goes.</summary>
internal static class NodeRefusals
{
    /// <summary>Why not; null when there is.</summary>
    /// <param name="cluster">The Cluster.</param>
    /// <param name="hasNode">Whether the Machine has, or had, a Node.</param>
    /// <param name="controlPlane">The control plane object; null when the Cluster has none.</param>
    /// <param name="activeControlPlaneMachines">Control plane Machines that are not being deleted.</param>
    public static string? Of(Cluster cluster, bool hasNode, Observed<ContractObject>? controlPlane, int activeControlPlaneMachines)
    {
        if (cluster.Metadata.DeletionTimestamp is not null)
        {
            return "the Cluster is being deleted";
        }

        if (!hasNode)
        {
            return "the Machine has no Node";
        }

        if (controlPlane is Observed<ContractObject>.Found(var found))
        {
            if (found.Source.IsDeleting)
            {
                return "the control plane is being deleted";
            }

            if (ControlPlaneContract.IsExternallyManaged(found))
            {
                return null;
            }
        }

        return activeControlPlaneMachines == 0 ? "no control plane Machine is left" : null;
    }
}

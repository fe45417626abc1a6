using System.Globalization;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineDeployments.Phases;

/// <summary>A MachineDeployment belongs to its Cluster, and shows the revision of its newest MachineSet.</summary>
internal static class DeploymentOwnershipPhase
{
    public static Phase<MachineDeploymentScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineDeploymentScope scope)
    {
        var deployment = scope.Deployment;
        switch (scope.Cluster)
        {
            case Observed<Cluster>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<Cluster>.Found(var cluster):
                var owner = Owners.Plain(CoreTypes.Cluster, cluster);
                var revision = SetFactory.CurrentRevision(scope);
                return deployment.Metadata.Has(owner)
                    && deployment.Metadata.Labels?.ContainsKey(ClusterLabels.ClusterName) == true
                    && Revision.Of(deployment.Metadata) == revision
                    ? PhaseResult.Completed
                    : PhaseResult.Want(new Effect.ChangeSelf<MachineDeployment>(
                        d =>
                        {
                            d.Metadata.SetOwner(owner);
                            (d.Metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster.Metadata.Name;
                            (d.Metadata.Annotations ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterAnnotations.Revision] =
                                revision.ToString(CultureInfo.InvariantCulture);
                        },
                        $"the deployment belongs to Cluster {cluster.Metadata.Name}, at revision {revision}"));
            default:
                return PhaseResult.WaitFor(
                    nameof(ErrorCodes.ReferenceNotFound),
                    $"spec.clusterName: there is no Cluster {deployment.Spec!.ClusterName} in the MachineDeployment's namespace");
        }
    }
}

using System.Globalization;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineDeployments.Phases;

/// <summary>A MachineDeployment belongs to its Cluster, and shows the revision of its newest MachineSet.</summary>
internal static class DeploymentOwnershipPhase
{
    public static Phase<MachineDeploymentScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineDeploymentScope scope) =>
        ClusterMembership.Decide(scope.Cluster, scope.Deployment.Spec!.ClusterName, "MachineDeployment", cluster =>
        {
            var metadata = scope.Deployment.Metadata;
            var owner = Owners.Plain(CoreTypes.Cluster, cluster);

            // A revision that cannot be made yet is not one.
            var revision = scope.Current is null && IsBlocked(scope) ? Revision.Of(metadata) : SetFactory.CurrentRevision(scope);
            return metadata.Has(owner)
                && metadata.Labels?.ContainsKey(ClusterLabels.ClusterName) == true
                && Revision.Of(metadata) == revision
                ? PhaseResult.Completed
                : PhaseResult.Want(new Effect.ChangeSelf<MachineDeployment>(
                    d => Change(d.Metadata, owner, revision?.ToString(CultureInfo.InvariantCulture)),
                    $"the deployment belongs to Cluster {cluster.Metadata.Name}, at revision {revision}"));
        });

    private static bool IsBlocked(MachineDeploymentScope scope) =>
        MissingTemplates.Of(scope.Deployment.Spec!.Template!.Spec!, scope.InfrastructureTemplate, scope.BootstrapTemplate).Length > 0;

    private static void Change(V1ObjectMeta metadata, OwnerReference cluster, string? revision)
    {
        metadata.SetOwner(cluster);
        (metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster.Name;
        if (revision is not null)
        {
            (metadata.Annotations ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterAnnotations.Revision] = revision;
        }
    }
}

using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Validation of a Cluster's topology, as far as it needs no ClusterClass.</summary>
internal static class ClusterTopologyValidation
{
    private const string Root = "spec.topology";

    public static void Validate(Cluster cluster, Cluster? old, ValidationContext context)
    {
        if (cluster.Spec?.Topology is not { } topology)
        {
            if (old?.Spec?.Topology is not null)
            {
                context.Forbidden(Root, "cannot be removed once it is set");
            }

            return;
        }

        if (!context.Gates.ClusterTopology)
        {
            context.Forbidden(Root, "can only be set with feature gate ClusterTopology, which is off");
        }

        if (old is { Spec.Topology: null } && !HasAnnotation(cluster, ClusterAnnotations.UnsafeDisableClassNameCheck))
        {
            context.Forbidden(Root, "cannot be added to a Cluster that was made without it");
        }

        VersionChecks.Check($"{Root}.version", topology.Version, context);
        ValidateControlPlane(topology.ControlPlane, context);
        ValidateMachineDeployments(topology.Workers?.MachineDeployments ?? [], context);
        ValidateMachinePools(topology.Workers?.MachinePools ?? [], context);
    }

    private static void ValidateControlPlane(ControlPlaneTopology? controlPlane, ValidationContext context)
    {
        MetadataChecks.Check($"{Root}.controlPlane.metadata", controlPlane?.Metadata, context);
        TaintChecks.Check($"{Root}.controlPlane.taints", controlPlane?.Taints, controlPlane: true, context);
    }

    private static void ValidateMachineDeployments(List<MachineDeploymentTopology> groups, ValidationContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < groups.Count; i++)
        {
            var (group, path) = (groups[i], $"{Root}.workers.machineDeployments[{i}]");
            if (!names.Add(group.Name ?? ""))
            {
                context.Duplicate($"{path}.name", group.Name);
            }

            MetadataChecks.Check($"{path}.metadata", group.Metadata, context);
            TaintChecks.Check($"{path}.taints", group.Taints, controlPlane: false, context);
            MachineDeploymentRules.ValidateRollingUpdate(
                $"{path}.rollout.strategy.rollingUpdate", group.Rollout?.Strategy?.RollingUpdate, context);
            IntOrPercent.Check(
                $"{path}.healthCheck.remediation.maxInFlight", group.HealthCheck?.Remediation?.MaxInFlight, context);
            ValidateReplicas(path, group.Replicas, group.Metadata, context);
        }
    }

    private static void ValidateMachinePools(List<MachinePoolTopology> pools, ValidationContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < pools.Count; i++)
        {
            var (pool, path) = (pools[i], $"{Root}.workers.machinePools[{i}]");
            if (!names.Add(pool.Name ?? ""))
            {
                context.Duplicate($"{path}.name", pool.Name);
            }

            MetadataChecks.Check($"{path}.metadata", pool.Metadata, context);
            TaintChecks.Check($"{path}.taints", pool.Taints, controlPlane: false, context);
            ValidateReplicas(path, pool.Replicas, pool.Metadata, context);
        }
    }

    private static void ValidateReplicas(string path, int? replicas, ObjectMeta? metadata, ValidationContext context)
    {
        var autoscaled = metadata?.Annotations?.Keys.Any(k =>
            k is ClusterAnnotations.AutoscalerMinSize or ClusterAnnotations.AutoscalerMaxSize) ?? false;
        if (replicas is not null && autoscaled)
        {
            context.Invalid($"{path}.replicas", replicas, "must be left out where annotations give it to an autoscaler");
        }
    }

    private static bool HasAnnotation(Cluster cluster, string annotation) =>
        cluster.Metadata.Annotations?.ContainsKey(annotation) ?? false;
}

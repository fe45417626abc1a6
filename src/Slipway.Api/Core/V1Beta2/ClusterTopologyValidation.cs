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
        if (cluster.Spec?.Topology is { } topology)
        {
            ValidateTopology(cluster, topology, old, context);
        }
        else if (old?.Spec?.Topology is not null)
        {
            context.Forbidden(Root, "cannot be removed from an existing Cluster");
        }
    }

    private static void ValidateTopology(Cluster cluster, Topology topology, Cluster? old, ValidationContext context)
    {
        if (!context.Gates.ClusterTopology)
        {
            context.Forbidden(Root, "can be set only if the ClusterTopology feature flag is enabled");
            return;
        }

        VersionChecks.Check($"{Root}.version", topology.Version ?? "", context, "version must be a valid semantic version");
        ValidateMetadata(topology, context);
        ValidateRollouts(context);
        ValidateTaints(topology, context);
        ValidateUpgradeConcurrency(cluster, context);
        ValidateNames(topology, context);
        ValidateReplicas(cluster, topology, context);
        if (old is { Spec.Topology: null } && !HasAnnotation(cluster, ClusterAnnotations.UnsafeDisableClassNameCheck))
        {
            context.Forbidden($"{Root}.class", "classRef cannot be set on an existing Cluster");
        }
    }

    private static void ValidateMetadata(Topology topology, ValidationContext context)
    {
        MetadataChecks.Check($"{Root}.controlPlane.metadata", topology.ControlPlane?.Metadata, context);
        foreach (var group in topology.Workers?.MachineDeployments ?? [])
        {
            MetadataChecks.Check($"{Deployment(group.Name)}.metadata", group.Metadata, context);
        }

        foreach (var pool in topology.Workers?.MachinePools ?? [])
        {
            MetadataChecks.Check($"{Pool(pool.Name)}.metadata", pool.Metadata, context);
        }
    }

    private static void ValidateRollouts(ValidationContext context)
    {
        foreach (var group in context.Sent($"{Root}.workers.machineDeployments")?.AsArray() ?? [])
        {
            var update = group?["rollout"]?["strategy"]?["rollingUpdate"];
            var path = $"{Deployment((string?)group?["name"])}.rollout.strategy.rollingUpdate";
            MachineDeploymentRules.ValidateRollingUpdate(path, update?["maxUnavailable"], update?["maxSurge"], context);
        }
    }

    private static void ValidateTaints(Topology topology, ValidationContext context)
    {
        TaintChecks.Check($"{Root}.controlPlane.taints", topology.ControlPlane?.Taints, context);
        foreach (var group in topology.Workers?.MachineDeployments ?? [])
        {
            TaintChecks.Check($"{Deployment(group.Name)}.taints", group.Taints, context);
        }

        foreach (var pool in topology.Workers?.MachinePools ?? [])
        {
            TaintChecks.Check($"{Pool(pool.Name)}.taints", pool.Taints, context);
        }
    }

    private static void ValidateUpgradeConcurrency(Cluster cluster, ValidationContext context)
    {
        const string Path = $"metadata.annotations.{ClusterAnnotations.TopologyUpgradeConcurrency}";
        if (cluster.Metadata.Annotations is not { } annotations
            || !annotations.TryGetValue(ClusterAnnotations.TopologyUpgradeConcurrency, out var text))
        {
            return;
        }

        if (GoInteger.Error("Atoi", text, long.MinValue, long.MaxValue) is { } error)
        {
            context.Invalid(Path, text, $"could not parse the value of the annotation: {error}");
        }
        else if (text.StartsWith('-') || text.TrimStart('+').TrimStart('0').Length == 0)
        {
            context.Invalid(Path, text, "value cannot be less than 1");
        }
    }

    private static void ValidateNames(Topology topology, ValidationContext context)
    {
        ValidateNames("machineDeployments", "MachineDeployment", topology.Workers?.MachineDeployments?.Select(g => g.Name), context);
        ValidateNames("machinePools", "MachinePool", topology.Workers?.MachinePools?.Select(p => p.Name), context);
    }

    private static void ValidateNames(string field, string kind, IEnumerable<string?>? names, ValidationContext context)
    {
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var (i, name) in (names ?? []).Index())
        {
            if (!seen.Add(name))
            {
                context.Invalid(
                    $"{Root}.workers.{field}[{i}].name",
                    name,
                    $"name must be unique. {kind} with name \"{name}\" is defined more than once");
            }
        }
    }

    private static void ValidateReplicas(Cluster cluster, Topology topology, ValidationContext context)
    {
        foreach (var group in topology.Workers?.MachineDeployments ?? [])
        {
            var autoscaled = group.Metadata?.Annotations?.Keys.Any(k =>
                k is ClusterAnnotations.AutoscalerMinSize or ClusterAnnotations.AutoscalerMaxSize) ?? false;
            if (group.Replicas is not null && autoscaled)
            {
                context.Invalid(
                    $"{Deployment(group.Name)}.replicas",
                    group.Replicas,
                    $"cannot be set for cluster \"{cluster.Metadata.Name}\" in namespace \"{cluster.Metadata.NamespaceProperty}\" "
                    + "if the same MachineDeploymentTopology has autoscaler annotations");
            }
        }
    }

    private static string Deployment(string? name) => $"{Root}.workers.machineDeployments[{name}]";

    private static string Pool(string? name) => $"{Root}.workers.machinePools[{name}]";

    private static bool HasAnnotation(Cluster cluster, string annotation) =>
        cluster.Metadata.Annotations?.ContainsKey(annotation) ?? false;
}

using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Versions;

namespace Slipway.Core.MachineSets.Preflight;

/// <summary>Whether the control plane is fit for new workers.</summary>
internal static class PreflightChecks
{
    // Kubernetes' version skew policy: a kubelet may be three minors behind its API server.
    private const int OldestSupportedMinors = 3;
    private const string KubeadmTemplateKind = "KubeadmConfigTemplate";
    private const string KubeadmGroup = "bootstrap.cluster.x-k8s.io";

    /// <summary>What speaks against creating Machines now; empty when nothing does.</summary>
    public static IReadOnlyList<string> Run(MachineSetScope scope)
    {
        var skipped = Skipped(scope);
        if (skipped.Contains(PreflightCheck.All) || scope.ControlPlane is null)
        {
            return [];
        }

        if (scope.ControlPlane is not Observed<ContractObject>.Found(var controlPlane))
        {
            var reference = scope.Cluster.ValueOrNull?.Spec?.ControlPlaneRef;
            return [$"failed to perform preflight checks: failed to get ControlPlane {reference?.Kind} {scope.Set.Metadata.NamespaceProperty}/{reference?.Name}"];
        }

        if (ControlPlaneContract.Version(controlPlane) is not { } version)
        {
            return [];
        }

        List<string> problems = [];
        if (!skipped.Contains(PreflightCheck.ControlPlaneIsStable)
            && Stability(scope.Cluster.ValueOrNull, controlPlane, version) is { } unstable)
        {
            problems.Add($"{unstable} (\"{PreflightCheck.ControlPlaneIsStable}\" preflight check failed)");
        }

        if (scope.Set.Spec!.Template!.Spec!.Version is { } own)
        {
            problems.AddRange(Skews(scope, skipped, version, own));
        }

        return problems;
    }

    private static string? Stability(Cluster? cluster, ContractObject controlPlane, string version)
    {
        if (cluster?.Spec?.Topology is { } topology)
        {
            // In an upgrade over several versions, workers of the step that is under way may be made.
            var step = cluster.Metadata.Annotations?.TryGetValue(ClusterAnnotations.TopologyUpgradeStep, out var noted) == true
                && noted.Length > 0 ? noted : null;
            if (topology.Version != version && step != version)
            {
                return $"{controlPlane.Kind} {controlPlane.Source.Key} has a pending version upgrade to {step ?? topology.Version}";
            }
        }

        if (ControlPlaneContract.IsProvisioning(controlPlane))
        {
            return $"{controlPlane.Kind} {controlPlane.Source.Key} is provisioning";
        }

        return ControlPlaneContract.IsUpgrading(controlPlane) ? $"{controlPlane.Kind} {controlPlane.Source.Key} is upgrading" : null;
    }

    private static IEnumerable<string> Skews(MachineSetScope scope, HashSet<string> skipped, string controlPlaneVersion, string ownVersion)
    {
        if (!KubernetesVersion.TryParseMinor(controlPlaneVersion, out var controlPlane) || !KubernetesVersion.TryParseMinor(ownVersion, out var own))
        {
            yield break;
        }

        var versions = $"MachineSet version ({ownVersion.TrimStart('v')}) and ControlPlane version ({controlPlaneVersion.TrimStart('v')})";
        if (!skipped.Contains(PreflightCheck.KubernetesVersionSkew))
        {
            if (own.Minor > controlPlane.Minor)
            {
                yield return $"{versions} do not conform to the kubernetes version skew policy as MachineSet version is higher than ControlPlane version (\"{PreflightCheck.KubernetesVersionSkew}\" preflight check failed)";
            }
            else if (own.Minor < controlPlane.Minor - OldestSupportedMinors)
            {
                yield return $"{versions} do not conform to the kubernetes version skew policy as MachineSet version is more than {OldestSupportedMinors} minor versions older than the ControlPlane version (\"{PreflightCheck.KubernetesVersionSkew}\" preflight check failed)";
            }
        }

        if (!skipped.Contains(PreflightCheck.KubeadmVersionSkew) && own.Minor != controlPlane.Minor
            && scope.Set.Spec!.Template!.Spec!.Bootstrap?.ConfigRef is { Kind: KubeadmTemplateKind, ApiGroup: KubeadmGroup })
        {
            yield return $"{versions} do not conform to kubeadm version skew policy as kubeadm only supports joining with the same major+minor version as the control plane (\"{PreflightCheck.KubeadmVersionSkew}\" preflight check failed)";
        }

        if (!skipped.Contains(PreflightCheck.ControlPlaneVersionSkew) && scope.Cluster.ValueOrNull?.Spec?.Topology is not null
            && controlPlaneVersion != ownVersion)
        {
            yield return $"MachineSet version ({ownVersion}) is not yet the same as the ControlPlane version ({controlPlaneVersion}), waiting for version to be propagated to the MachineSet (\"{PreflightCheck.ControlPlaneVersionSkew}\" preflight check failed)";
        }
    }

    /// <summary>The checks that the set skips; what its bootstrap template skips counts when the set says nothing.</summary>
    private static HashSet<string> Skipped(MachineSetScope scope)
    {
        var own = scope.Set.Metadata.Annotations?.TryGetValue(ClusterAnnotations.SkipPreflightChecks, out var text) == true
            && text.Length > 0 ? text : null;
        var skipped = own ?? scope.BootstrapTemplate?.ValueOrNull?.Source.Metadata.Annotations.GetValueOrDefault(
            ClusterAnnotations.SkipPreflightChecks) ?? "";
        return [.. skipped.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}

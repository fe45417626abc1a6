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
            return ["waiting for the control plane object to be read"];
        }

        if (ControlPlaneContract.Version(controlPlane) is not { } version)
        {
            return [];
        }

        List<string> problems = [];
        if (!skipped.Contains(PreflightCheck.ControlPlaneIsStable) && Stability(controlPlane) is { } unstable)
        {
            problems.Add($"{unstable} (\"{PreflightCheck.ControlPlaneIsStable}\" preflight check failed)");
        }

        if (scope.Set.Spec!.Template!.Spec!.Version is { } own)
        {
            problems.AddRange(Skews(scope, skipped, version, own));
        }

        return problems;
    }

    private static string? Stability(ContractObject controlPlane)
    {
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

        if (!skipped.Contains(PreflightCheck.KubernetesVersionSkew))
        {
            if (own.Minor > controlPlane.Minor)
            {
                yield return $"MachineSet version ({ownVersion}) and ControlPlane version ({controlPlaneVersion}) do not conform to the kubernetes version skew policy as MachineSet version is higher than ControlPlane version (\"{PreflightCheck.KubernetesVersionSkew}\" preflight check failed)";
            }
            else if (own.Minor < controlPlane.Minor - OldestSupportedMinors)
            {
                yield return $"MachineSet version ({ownVersion}) and ControlPlane version ({controlPlaneVersion}) do not conform to the kubernetes version skew policy as MachineSet version is more than {OldestSupportedMinors} minor versions older than the ControlPlane version (\"{PreflightCheck.KubernetesVersionSkew}\" preflight check failed)";
            }
        }

        if (!skipped.Contains(PreflightCheck.KubeadmVersionSkew) && own != controlPlane
            && scope.Set.Spec!.Template!.Spec!.Bootstrap?.ConfigRef?.Kind == KubeadmTemplateKind)
        {
            yield return $"MachineSet version ({ownVersion}) and ControlPlane version ({controlPlaneVersion}) do not conform to kubeadm version skew policy as kubeadm only supports joining with the same major+minor version as the control plane (\"{PreflightCheck.KubeadmVersionSkew}\" preflight check failed)";
        }

        if (!skipped.Contains(PreflightCheck.ControlPlaneVersionSkew) && scope.Cluster.ValueOrNull?.Spec?.Topology is not null
            && controlPlaneVersion != ownVersion)
        {
            yield return $"MachineSet version ({ownVersion}) and ControlPlane version ({controlPlaneVersion}) must be the same (\"{PreflightCheck.ControlPlaneVersionSkew}\" preflight check failed)";
        }
    }

    private static HashSet<string> Skipped(MachineSetScope scope)
    {
        string?[] annotations =
        [
            scope.Set.Metadata.Annotations?.TryGetValue(ClusterAnnotations.SkipPreflightChecks, out var own) == true ? own : null,
            scope.BootstrapTemplate?.ValueOrNull?.Source.Metadata.Annotations.GetValueOrDefault(ClusterAnnotations.SkipPreflightChecks),
        ];
        return [.. annotations.OfType<string>().SelectMany(a => a.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }
}

using System.Net;
using Slipway.Dev.Boot;
using Slipway.Kubernetes.Versions;

namespace Slipway.Dev.Kubeadm;

/// <summary>What <c>kubeadm init</c> checks of a cluster's configuration before it starts anything.</summary>
internal static class InitPreflight
{
    /// <exception cref="BootFailureException">kubeadm would stop here.</exception>
    public static void Check(KubeadmDocument cluster, KubernetesVersion kubeadm)
    {
        CheckVersion(cluster, kubeadm);
        CheckSubnets(cluster, "podSubnet");
        CheckSubnets(cluster, "serviceSubnet");
        if (string.IsNullOrEmpty(cluster.Text("controlPlaneEndpoint")))
        {
            throw cluster.Wrong(["controlPlaneEndpoint"], "must be set for a control plane that may grow");
        }
    }

    // kubeadm deploys its own minor and the one before (Kubernetes' version skew policy).
    private static void CheckVersion(KubeadmDocument cluster, KubernetesVersion kubeadm)
    {
        if (!KubernetesVersion.TryParse(cluster.Text("kubernetesVersion"), out var wanted))
        {
            throw cluster.Wrong(["kubernetesVersion"], "must be a version such as v1.31.0");
        }

        if (wanted.Major != kubeadm.Major || wanted.Minor > kubeadm.Minor || wanted.Minor < kubeadm.Minor - 1)
        {
            throw new BootFailureException(
                BootFailureReasons.PreflightFailed, $"kubeadm {kubeadm} cannot deploy Kubernetes {wanted}: only its own minor version and the one before");
        }
    }

    private static void CheckSubnets(KubeadmDocument cluster, string field)
    {
        foreach (var subnet in (cluster.Text("networking", field) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IPNetwork.TryParse(subnet, out _))
            {
                throw cluster.Wrong(["networking", field], "must be networks such as 192.168.0.0/16, separated by commas");
            }
        }
    }
}

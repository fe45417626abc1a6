using System.Collections.Immutable;
using Slipway.Kubernetes.Versions;

namespace Slipway.Dev.Boot;

/// <summary>The static pods of a control plane machine.</summary>
internal static class StaticPods
{
    private const string Repository = "registry.k8s.io";

    /// <summary>Their names without the Node's.</summary>
    public static ImmutableArray<string> Components { get; } = [.. Of("", withEtcd: true).Select(p => p.Component)];

    public static IEnumerable<StaticPod> Of(string kubernetesVersion, bool withEtcd)
    {
        // A tag cannot hold the plus of a build.
        var tag = kubernetesVersion.Replace('+', '_');
        if (withEtcd)
        {
            yield return new("etcd", $"{Repository}/etcd:{EtcdTag(kubernetesVersion)}");
        }

        yield return new("kube-apiserver", $"{Repository}/kube-apiserver:{tag}");
        yield return new("kube-controller-manager", $"{Repository}/kube-controller-manager:{tag}");
        yield return new("kube-scheduler", $"{Repository}/kube-scheduler:{tag}");
    }

    // The etcd that kubeadm brings with each minor version.
    private static string EtcdTag(string kubernetesVersion) =>
        KubernetesVersion.TryParse(kubernetesVersion, out var version) && version.IsAtLeast(1, 34) ? "3.6.4-0" : "3.5.15-0";
}

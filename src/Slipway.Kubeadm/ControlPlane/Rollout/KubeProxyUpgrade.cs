using k8s.Models;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>kube-proxy follows the control plane's version: kubeadm installed it, and no machine brings it.</summary>
internal static class KubeProxyUpgrade
{
    private const string Name = "kube-proxy";

    /// <summary>The change that is wanted; null when its image is as wanted, or there is none.</summary>
    public static Effect? Next(KubeadmControlPlaneSpec spec, Observed<V1DaemonSet> observed)
    {
        if (observed is not Observed<V1DaemonSet>.Found(var proxy) || proxy.Spec?.Template?.Spec is not { } pod
            || pod.Containers?.FirstOrDefault(c => c.Name == Name) is not { Image: { } image })
        {
            return null;
        }

        // An image tag cannot hold the plus of build metadata.
        var current = ContainerImage.Parse(image).From(spec.KubeadmConfigSpec?.ClusterConfiguration?.ImageRepository);
        var wanted = (current with { Tag = spec.Version!.Replace('+', '_') }).ToString();
        return wanted == image
            ? null
            : PodTemplatePatch.Of(
                BuiltInTypes.DaemonSet, proxy.Metadata, pod, "containers",
                container =>
                {
                    if ((string?)container["name"] == Name)
                    {
                        container["image"] = wanted;
                    }
                },
                "kube-proxy follows the control plane's version");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>The images of the add-ons that kubeadm installed and that machines do not bring with them.</summary>
internal static class AddOnImages
{
    /// <summary>The changes that are wanted; none when the images are as wanted.</summary>
    public static IEnumerable<Effect> Decide(KubeadmControlPlaneSpec spec, UpgradeView upgrade)
    {
        var configuration = spec.KubeadmConfigSpec?.ClusterConfiguration;
        if (upgrade.KubeProxy is Observed<V1DaemonSet>.Found(var proxy)
            && proxy.Spec?.Template?.Spec?.Containers?.FirstOrDefault(c => c.Name == "kube-proxy") is { Image: { } proxyImage })
        {
            // An image tag cannot hold the plus of build metadata.
            var wanted = WithTag(WithRepository(proxyImage, configuration?.ImageRepository), spec.Version!.Replace('+', '_'));
            if (wanted != proxyImage)
            {
                yield return Patch(BuiltInTypes.DaemonSet, "kube-proxy", wanted, proxy.Metadata.ResourceVersion, proxy.Spec.Template.Spec.Containers);
            }
        }

        if (configuration?.Dns?.ImageTag is { } tag && upgrade.CoreDns is Observed<V1Deployment>.Found(var dns)
            && dns.Spec?.Template?.Spec?.Containers?.FirstOrDefault(c => c.Name == "coredns") is { Image: { } dnsImage })
        {
            var wanted = WithTag(WithRepository(dnsImage, configuration.Dns.ImageRepository ?? configuration.ImageRepository), tag);
            if (wanted != dnsImage)
            {
                yield return Patch(BuiltInTypes.Deployment, "coredns", wanted, dns.Metadata.ResourceVersion, dns.Spec.Template.Spec.Containers);
            }
        }
    }

    /// <summary>The image at another tag; a digest gives way to it.</summary>
    internal static string WithTag(string image, string tag)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return $"{(colon > name.LastIndexOf('/') ? name[..colon] : name)}:{tag}";
    }

    /// <summary>The image from another repository; the image's own name stays.</summary>
    internal static string WithRepository(string image, string? repository) =>
        repository is null ? image : $"{repository.TrimEnd('/')}/{image[(image.LastIndexOf('/') + 1)..]}";

    private static Effect.Patch Patch(ResourceType type, string name, string image, string resourceVersion, IList<V1Container> containers)
    {
        var list = new JsonArray([.. containers.Select(c =>
        {
            var node = KubernetesNode(c);
            if (c.Name == name)
            {
                node["image"] = image;
            }

            return (JsonNode)node;
        })]);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion },
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = list } } },
        };
        return new Effect.Patch(type, new("kube-system", name), body, $"{name} follows the control plane's version");
    }

    /// <summary>A merge patch replaces a list as a whole, so containers go back with all that they are.</summary>
    private static JsonObject KubernetesNode(V1Container container)
    {
        var pod = new V1Pod { Spec = new V1PodSpec { Containers = [container] } };
        return (JsonObject)JsonSerializer.SerializeToNode(pod, BuiltInTypes.Pod.Json)!["spec"]!["containers"]![0]!.DeepClone();
    }
}

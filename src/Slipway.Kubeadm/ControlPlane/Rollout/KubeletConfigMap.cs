using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>
/// The configuration that the kubelets of joining machines start with: up to 1.23 one for each minor version, made from the one before.
/// </summary>
internal static class KubeletConfigMap
{
    public const string Namespace = "kube-system";

    private const string Name = "kubelet-config";
    private const string DataKey = "kubelet";
    private const string CgroupDriver = "cgroupDriver";

    /// <summary>The ConfigMap that a machine of a version reads.</summary>
    public static string NameFor(KubernetesVersion version) => version.IsAtLeast(1, 24) ? Name : $"{Name}-{version.Major}.{version.Minor}";

    /// <summary>The ConfigMap that it is made from; null from 1.25 on, when there is only the one.</summary>
    public static string? SourceFor(KubernetesVersion version) =>
        version.IsAtLeast(1, 25) ? null : $"{Name}-{version.Major}.{version.Minor - 1}";

    /// <summary>The ConfigMap for a version, made from that of the version before.</summary>
    /// <param name="source">The ConfigMap of the minor version before.</param>
    /// <param name="version">The version.</param>
    public static WantedObject From(V1ConfigMap source, KubernetesVersion version)
    {
        var data = new JsonObject();
        foreach (var (key, value) in source.Data ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            data[key] = key == DataKey && version.IsAtLeast(1, 21) ? WithCgroupDriver(value) : value;
        }

        return new(BuiltInTypes.ConfigMap, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = NameFor(version), ["namespace"] = Namespace },
            ["data"] = data,
        });
    }

    /// <summary>Machine images from 1.21 on run containers under systemd's cgroups: a kubelet that says nothing would not.</summary>
    private static string WithCgroupDriver(string kubelet)
    {
        if (KubeYaml.Parse(kubelet) is not JsonObject configuration || configuration[CgroupDriver] is JsonValue value && value.ToString().Length > 0)
        {
            return kubelet;
        }

        configuration[CgroupDriver] = "systemd";
        return KubeYaml.Emit(configuration);
    }
}

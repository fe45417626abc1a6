using System.Text.Json.Nodes;
using Slipway.Kubeadm.KubeadmTypes;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>A ClusterConfiguration of an older version of kubeadm's API, in the words of a newer one.</summary>
internal static class KubeadmDialect
{
    /// <summary>Says in a version's words what stands in an earlier version's; what is in them already stays.</summary>
    public static void Upgrade(JsonObject configuration, KubeadmApi api)
    {
        if (api > KubeadmApi.V1Beta2)
        {
            // There is one DNS server and one kind of image since v1beta3.
            configuration.Remove("useHyperKubeImage");
            (configuration["dns"] as JsonObject)?.Remove("type");
        }

        if (api <= KubeadmApi.V1Beta3)
        {
            return;
        }

        // How long to wait for the control plane is said to each machine since v1beta4.
        (configuration["apiServer"] as JsonObject)?.Remove("timeoutForControlPlane");
        foreach (var component in new[]
        {
            configuration["apiServer"], configuration["controllerManager"], configuration["scheduler"], (configuration["etcd"] as JsonObject)?["local"],
        })
        {
            if (component is JsonObject settings && settings["extraArgs"] is JsonObject arguments)
            {
                settings["extraArgs"] = new JsonArray(
                    [.. arguments.Select(a => (JsonNode)new JsonObject { ["name"] = a.Key, ["value"] = a.Value?.DeepClone() })]);
            }
        }
    }
}

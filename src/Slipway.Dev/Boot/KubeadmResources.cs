using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Boot;

/// <summary>Where the kinds live that kubeadm and a kubelet create.</summary>
internal static class KubeadmResources
{
    public static ResourceType Of(JsonObject body) => body["kind"]!.ToString() switch
    {
        "ConfigMap" => BuiltInTypes.ConfigMap,
        "ClusterRole" => BuiltInTypes.ClusterRole,
        "ClusterRoleBinding" => BuiltInTypes.ClusterRoleBinding,
        "Role" => BuiltInTypes.Role,
        "RoleBinding" => BuiltInTypes.RoleBinding,
        "Service" => BuiltInTypes.Service,
        "ServiceAccount" => BuiltInTypes.ServiceAccount,
        "DaemonSet" => BuiltInTypes.DaemonSet,
        "Deployment" => BuiltInTypes.Deployment,
        "Node" => BuiltInTypes.Node,
        "Pod" => BuiltInTypes.Pod,
        var other => throw new ArgumentException($"kubeadm creates no {other}", nameof(body)),
    };
}

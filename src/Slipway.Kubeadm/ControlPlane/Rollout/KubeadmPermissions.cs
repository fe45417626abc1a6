using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>
/// What newer versions of kubeadm grant when a cluster is initialized and when it is upgraded: machines here join and are not upgraded, so
/// it is granted before the first machine of such a version joins. Each is wanted from the minor version that brought it, and in the next
/// one too, for what an earlier upgrade may have missed.
/// </summary>
internal static class KubeadmPermissions
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string BootstrapTokens = "system:bootstrappers:kubeadm:default-node-token";

    /// <summary>What is to exist for machines of a version.</summary>
    public static ImmutableArray<WantedObject> For(KubernetesVersion version)
    {
        var wanted = ImmutableArray.CreateBuilder<WantedObject>();
        wanted.AddRange(KubeletConfig(version));
        if (IsIn(version, 18, 19))
        {
            // A joining kubeadm asks whether its Node is there already.
            wanted.Add(new(BuiltInTypes.ClusterRole, Object("kubeadm:get-nodes", ns: null, ("rules", Rules("", "nodes", name: null)))));
            wanted.Add(new(BuiltInTypes.ClusterRoleBinding, Binding("kubeadm:get-nodes", ns: null, "ClusterRole", "kubeadm:get-nodes", ("Group", BootstrapTokens))));
        }

        if (IsIn(version, 29, 30))
        {
            // kubeadm's admin is one of this group, and of system:masters no more.
            wanted.Add(new(
                BuiltInTypes.ClusterRoleBinding,
                Binding("kubeadm:cluster-admins", ns: null, "ClusterRole", "cluster-admin", ("Group", "kubeadm:cluster-admins"))));
        }

        if (!version.IsAtLeast(1, 38))
        {
            // From 1.37 on the API servers' certificate for kubelets is of no group of its own.
            wanted.Add(new(
                BuiltInTypes.ClusterRoleBinding,
                Binding(
                    "kubeadm:apiserver-kubelet-client", ns: null, "ClusterRole", "system:kubelet-api-admin", ("User", "kube-apiserver-kubelet-client"))));
        }

        return wanted.ToImmutable();
    }

    /// <summary>Up to 1.23 each minor version has a kubelet configuration of its own, which those who join must be allowed to read.</summary>
    private static IEnumerable<WantedObject> KubeletConfig(KubernetesVersion version)
    {
        if (version.IsAtLeast(1, 26))
        {
            yield break;
        }

        var map = KubeletConfigMap.NameFor(version);
        var name = $"kubeadm:{map}";
        yield return new(BuiltInTypes.Role, Object(name, KubeletConfigMap.Namespace, ("rules", Rules("", "configmaps", map))));
        yield return new(
            BuiltInTypes.RoleBinding,
            Binding(name, KubeletConfigMap.Namespace, "Role", name, ("Group", "system:nodes"), ("Group", BootstrapTokens)));
    }

    private static bool IsIn(KubernetesVersion version, int first, int last) => version.IsAtLeast(1, first) && !version.IsAtLeast(1, last + 1);

    private static JsonArray Rules(string group, string resource, string? name)
    {
        var rule = new JsonObject { ["apiGroups"] = new JsonArray(group), ["resources"] = new JsonArray(resource), ["verbs"] = new JsonArray("get") };
        if (name is not null)
        {
            rule["resourceNames"] = new JsonArray(name);
        }

        return [rule];
    }

    private static JsonObject Binding(string name, string? ns, string roleKind, string role, params ReadOnlySpan<(string Kind, string Name)> subjects)
    {
        var list = new JsonArray();
        foreach (var (kind, subject) in subjects)
        {
            list.Add((JsonNode)new JsonObject { ["apiGroup"] = Rbac, ["kind"] = kind, ["name"] = subject });
        }

        var roleRef = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = roleKind, ["name"] = role };
        return Object(name, ns, ("roleRef", roleRef), ("subjects", list));
    }

    private static JsonObject Object(string name, string? ns, params ReadOnlySpan<(string Field, JsonNode Value)> fields)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null)
        {
            metadata["namespace"] = ns;
        }

        var body = new JsonObject { ["metadata"] = metadata };
        foreach (var (field, value) in fields)
        {
            body[field] = value;
        }

        return body;
    }
}

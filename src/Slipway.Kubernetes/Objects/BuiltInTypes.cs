using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Slipway.Kubernetes.Objects;

/// <summary>The built-in kinds that controllers read and write as classes.</summary>
public static class BuiltInTypes
{
    private static readonly JsonSerializerOptions Options = KubeJson.CreateOptions(BuiltInJsonContext.Default);

    /// <summary>Secrets.</summary>
    public static ResourceType<V1Secret> Secret { get; } = Core<V1Secret>("Secret", "secrets");

    /// <summary>ConfigMaps.</summary>
    public static ResourceType<V1ConfigMap> ConfigMap { get; } = Core<V1ConfigMap>("ConfigMap", "configmaps");

    /// <summary>Namespaces.</summary>
    public static ResourceType<V1Namespace> Namespace { get; } = Core<V1Namespace>("Namespace", "namespaces", namespaced: false);

    /// <summary>Nodes.</summary>
    public static ResourceType<V1Node> Node { get; } = Core<V1Node>("Node", "nodes", namespaced: false);

    /// <summary>Pods.</summary>
    public static ResourceType<V1Pod> Pod { get; } = Core<V1Pod>("Pod", "pods");

    /// <summary>Services.</summary>
    public static ResourceType<V1Service> Service { get; } = Core<V1Service>("Service", "services");

    /// <summary>ServiceAccounts.</summary>
    public static ResourceType<V1ServiceAccount> ServiceAccount { get; } = Core<V1ServiceAccount>("ServiceAccount", "serviceaccounts");

    /// <summary>Events of the core group.</summary>
    public static ResourceType<Corev1Event> Event { get; } = Core<Corev1Event>("Event", "events");

    /// <summary>Leases, for leader election.</summary>
    public static ResourceType<V1Lease> Lease { get; } = Of<V1Lease>("coordination.k8s.io", "Lease", "leases");

    /// <summary>Deployments.</summary>
    public static ResourceType<V1Deployment> Deployment { get; } = Of<V1Deployment>("apps", "Deployment", "deployments");

    /// <summary>DaemonSets.</summary>
    public static ResourceType<V1DaemonSet> DaemonSet { get; } = Of<V1DaemonSet>("apps", "DaemonSet", "daemonsets");

    /// <summary>Roles.</summary>
    public static ResourceType<V1Role> Role { get; } = Of<V1Role>("rbac.authorization.k8s.io", "Role", "roles");

    /// <summary>RoleBindings.</summary>
    public static ResourceType<V1RoleBinding> RoleBinding { get; } = Of<V1RoleBinding>("rbac.authorization.k8s.io", "RoleBinding", "rolebindings");

    /// <summary>ClusterRoles.</summary>
    public static ResourceType<V1ClusterRole> ClusterRole { get; } =
        Of<V1ClusterRole>("rbac.authorization.k8s.io", "ClusterRole", "clusterroles", namespaced: false);

    /// <summary>ClusterRoleBindings.</summary>
    public static ResourceType<V1ClusterRoleBinding> ClusterRoleBinding { get; } =
        Of<V1ClusterRoleBinding>("rbac.authorization.k8s.io", "ClusterRoleBinding", "clusterrolebindings", namespaced: false);

    /// <summary>CustomResourceDefinitions.</summary>
    public static ResourceType<V1CustomResourceDefinition> CustomResourceDefinition { get; } =
        Of<V1CustomResourceDefinition>("apiextensions.k8s.io", "CustomResourceDefinition", "customresourcedefinitions", namespaced: false);

    private static ResourceType<T> Core<T>(string kind, string plural, bool namespaced = true)
        where T : class, IKubernetesObject<V1ObjectMeta> => Of<T>("", kind, plural, namespaced);

    private static ResourceType<T> Of<T>(string group, string kind, string plural, bool namespaced = true)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(new GroupVersionKind(group, "v1", kind), plural, namespaced, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));
}

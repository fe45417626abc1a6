using System.Collections.Immutable;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>The names of the resources that roles are kept in.</summary>
internal static class RbacResources
{
    public const string Group = "rbac.authorization.k8s.io";
    public const string ClusterRoles = "clusterroles." + Group;
    public const string ClusterRoleBindings = "clusterrolebindings." + Group;
    public const string Roles = "roles." + Group;
    public const string RoleBindings = "rolebindings." + Group;

    /// <summary>What is stored of roles and bindings.</summary>
    public static readonly ImmutableArray<string> All = [ClusterRoles, Roles, ClusterRoleBindings, RoleBindings];

    public static readonly ResourceReference ClusterRole = new(Group, "v1", "clusterroles");

    /// <summary>Whether the stored resource decides about who may do what.</summary>
    public static bool Contains(string resource) => All.Contains(resource);
}

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>Whom bindings of one namespace, or of the cluster, are about.</summary>
/// <param name="Namespace">The bindings' namespace; empty for ClusterRoleBindings.</param>
/// <param name="Kind">User or group.</param>
/// <param name="Name">The user's or group's name.</param>
internal readonly record struct SubjectKey(string Namespace, SubjectKind Kind, string Name);

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>What one subject has by one binding.</summary>
/// <param name="role">The role that is bound.</param>
/// <param name="binding">The binding as reasons name it, such as <c>ClusterRoleBinding "x"</c>.</param>
/// <param name="subject">The subject as reasons name it, such as <c>Group "y"</c>.</param>
internal sealed class RoleGrant(RoleSlot role, string binding, string subject)
{
    private string? _reason;

    public RoleSlot Role { get; } = role;

    /// <summary>What an allowed review tells.</summary>
    public string Reason => _reason ??= $"RBAC: allowed by {binding} of {Role.Kind} \"{Role.Name}\" to {subject}";
}
